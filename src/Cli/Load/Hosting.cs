using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MmsQueue.Operations;

namespace MmsQueue.Cli.Load;

/// <summary>A media file that jobs can fetch; <c>{MessageSid}</c> in its URL stands for each job's own SID.</summary>
internal sealed record HostedMedia(string Url, string? Sha256);

/// <summary>Has the simulator host one media file per type and fault, which any number of jobs can share.</summary>
internal sealed class Hosting(HttpClient http, string simulatorUrl, int mediaBytes)
{
    private readonly Dictionary<(string Type, string Fault), HostedMedia> _media = [];

    public async Task<HostedMedia> OfAsync(PlannedJob job, CancellationToken cancellationToken)
    {
        var what = (job.Template.ContentType, Fault: job.Fault?.Fault ?? "");
        if (!_media.TryGetValue(what, out var media))
        {
            using var form = Form(what.ContentType, what.Fault, mediaBytes);
            var url = new Uri(new Uri(simulatorUrl), "media");
            _media[what] = media = await PostAsync(http, url, form, CliJson.Plain.HostedMedia, cancellationToken);
        }

        return media;
    }

    /// <summary>A form with one media file, as the simulator accepts it.</summary>
    public static MultipartFormDataContent Form(string contentType, string fault, int mediaBytes)
    {
        var file = new ByteArrayContent(SampleMedia.Create(contentType, mediaBytes));
        file.Headers.ContentType = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type : null;
        return new MultipartFormDataContent { { new StringContent(fault), "fault" }, { file, "file", "media" } };
    }

    /// <summary>Posts a form to the simulator and returns its answer.</summary>
    /// <exception cref="OperatorException">The simulator refused the form.</exception>
    public static async Task<T> PostAsync<T>(
        HttpClient http, Uri url, HttpContent form, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(url, form, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize(text, type)!
            : throw new OperatorException($"The simulator at {url} returned {(int)response.StatusCode}: {text.Trim()}");
    }
}
