using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using MmsQueue.Shared;

namespace MmsQueue.Cli.Load;

/// <summary>What a job is made after: one media of a sample event.</summary>
internal sealed record JobTemplate(string File, int MediaIndex, string ContentType);

/// <summary>The sample events of a folder: the jobs in its <c>sqs-*.json</c>, the media of its <c>webhook-*.json</c>.</summary>
internal static class SampleEvents
{
    private const string BuiltIn = "events/";
    private static readonly Assembly Resources = typeof(SampleEvents).Assembly;

    /// <summary>All templates, by file name, of a folder or else of the built-in events; what is no job or has no media is passed over.</summary>
    /// <exception cref="MmsqException">There is no such folder, no template in it, or a file is not JSON.</exception>
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
        return templates is [] ? throw new MmsqException($"No sample event in {folder} has a media: name another folder with --events.") : templates;
    }

    private static string[] Files(string? folder) =>
        folder is null ? Array.FindAll(Resources.GetManifestResourceNames(), name => name.StartsWith(BuiltIn, StringComparison.Ordinal))
        : Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json")
        : throw new MmsqException($"There is no folder of sample events {folder}: name one with --events.");

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
            throw new MmsqException($"{file} is not a sample event: {e.Message}");
        }
    }

    private static IEnumerable<(int Index, string Type)> Jobs(JsonElement batch)
    {
        foreach (var record in batch.GetProperty("Records").EnumerateArray())
        {
            // A poisoned record is a sample too, but of nothing that could be looked for afterwards.
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
        !webhook.TryGetProperty("body", out var body) || body.GetString() is not { } text ? webhook.GetProperty("rawQueryString").GetString() ?? ""
        : webhook.TryGetProperty("isBase64Encoded", out var encoded) && encoded.GetBoolean() ? Encoding.UTF8.GetString(Convert.FromBase64String(text))
        : text;
}
