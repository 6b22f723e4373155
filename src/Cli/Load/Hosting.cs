using System.Net.Http.Headers;
using System.Text.Json;

namespace MmsQueue.Cli.Load;

/// <summary>A media that can be fetched; <c>{MessageSid}</c> in its URL stands for each job's own.</summary>
internal sealed record HostedMedia(string Url, string? Sha256);

/// <summary>Has the simulator host one media for each type and fault, to which any number of jobs may refer.</summary>
internal sealed class Hosting(HttpClient http, string simulatorUrl, int mediaBytes)
{
    private readonly Dictionary<(string Type, string Fault), HostedMedia> _media = [];

    public async Task<HostedMedia> OfAsync(PlannedJob job, CancellationToken cancellationToken)
    {
        var what = (job.Template.ContentType, Fault: job.Fault?.Fault ?? "");
        if (!_media.TryGetValue(what, out var media))
        {
            _media[what] = media = await HostAsync(what.ContentType, what.Fault, cancellationToken);
        }

        return media;
    }

    /// <summary>A form with one media, as the simulator takes it.</summary>
    public static MultipartFormDataContent Form(string contentType, string fault, int mediaBytes)
    {
        var file = new ByteArrayContent(SampleMedia.Create(contentType, mediaBytes));
        file.Headers.ContentType = MediaTypeHeaderValue.TryParse(contentType, out var type) ? type : null;
        return new MultipartFormDataContent { { new StringContent(fault), "fault" }, { file, "file", "media" } };
    }

    /// <summary>The simulator's answer.</summary>
    /// <exception cref="MmsqException">It refused.</exception>
    public static async Task<JsonElement> PostAsync(HttpClient http, Uri url, HttpContent form, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync(url, form, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new MmsqException($"The simulator at {url} answered {(int)response.StatusCode}: {text.Trim()}");
        }

        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private async Task<HostedMedia> HostAsync(string contentType, string fault, CancellationToken cancellationToken)
    {
        using var form = Form(contentType, fault, mediaBytes);
        var answer = await PostAsync(http, new Uri(new Uri(simulatorUrl), "media"), form, cancellationToken);
        return new HostedMedia(answer.GetProperty("url").GetString()!, answer.GetProperty("sha256").GetString()!);
    }
}
