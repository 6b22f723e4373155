using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using MmsQueue.Operations;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Load;

/// <summary>The template of a job: one media file of a sample event.</summary>
internal sealed record JobTemplate(string File, int MediaIndex, string ContentType);

/// <summary>Reads sample events: the jobs in <c>sqs-*.json</c> and the media files in <c>webhook-*.json</c>.</summary>
internal static class SampleEvents
{
    private const string BuiltIn = "events/";
    private static readonly Assembly Resources = typeof(SampleEvents).Assembly;

    /// <summary>All templates in a folder or in the built-in events. Skips invalid jobs and events without media files.</summary>
    /// <exception cref="OperatorException">The folder does not exist or contains no template, or a file is not valid.</exception>
    public static IReadOnlyList<JobTemplate> Read(string? folder)
    {
        JobTemplate[] templates =
        [
            .. Files(folder).Order(StringComparer.Ordinal).SelectMany(file => Path.GetFileName(file) switch
            {
                var name when name.StartsWith("sqs-", StringComparison.Ordinal) => Read(file, folder is null, Jobs),
                var name when name.StartsWith("webhook-", StringComparison.Ordinal) => Read(file, folder is null, Media),
                _ => [],
            }),
        ];
        return templates is not [] ? templates
            : throw new OperatorException($"No sample event in {folder} has a media file: choose another folder with --events.");
    }

    private static string[] Files(string? folder) =>
        folder is null ? Array.FindAll(Resources.GetManifestResourceNames(), name => name.StartsWith(BuiltIn, StringComparison.Ordinal))
        : Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json")
        : throw new OperatorException($"The folder of sample events {folder} does not exist: choose one with --events.");

    private static List<JobTemplate> Read(string file, bool isBuiltIn, Func<JsonElement, IEnumerable<(int Index, string Type)>> read)
    {
        try
        {
            using var stream = isBuiltIn ? Resources.GetManifestResourceStream(file)! : File.OpenRead(file);
            using var json = JsonDocument.Parse(stream);
            return [.. read(json.RootElement).Select(media => new JobTemplate(Path.GetFileName(file), media.Index, media.Type))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new OperatorException($"{file} is not a sample event: {e.Message}");
        }
    }

    private static IEnumerable<(int Index, string Type)> Jobs(JsonElement batch)
    {
        foreach (var record in batch.GetProperty("Records").EnumerateArray())
        {
            // A poisoned record has no job to look for afterwards.
            if (MediaJob.TryParse(record.GetProperty("body").GetString()) is { } job)
            {
                yield return (job.MediaIndex, job.ContentType);
            }
        }
    }

    private static IEnumerable<(int Index, string Type)> Media(JsonElement webhook)
    {
        const string Name = "MediaContentType";
        foreach (var parameter in Form(webhook).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (parameter.Split('=') is [var name, var value]
                && name.StartsWith(Name, StringComparison.Ordinal)
                && int.TryParse(name.AsSpan(Name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                yield return (index, WebUtility.UrlDecode(value));
            }
        }
    }

    private static string Form(JsonElement webhook) =>
        !webhook.TryGetProperty("body", out var body) || body.GetString() is not { } text
            ? webhook.GetProperty("rawQueryString").GetString() ?? ""
        : webhook.TryGetProperty("isBase64Encoded", out var encoded) && encoded.GetBoolean()
            ? Encoding.UTF8.GetString(Convert.FromBase64String(text))
        : text;
}
