namespace MmsQueue.Bench;

/// <summary>The yardstick: an HTTP GET of the same URL, its redirect followed by the client, copied into an HTTP PUT, and nothing else.</summary>
internal sealed class BareCopy(Uri media, Uri s3) : IDisposable
{
    private readonly HttpClient _http = TrustingClient();

    /// <summary>A client that takes the bench's own certificate.</summary>
    public static HttpClient TrustingClient() => new(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject is "CN=127.0.0.1" } });

    public async Task RunAsync(int size, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(SampleWorker.MediaUrl(media, "MM" + new string('0', 32), size), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var content = new StreamContent(await response.Content.ReadAsStreamAsync(cancellationToken));
        content.Headers.ContentLength = size;
        using var stored = await _http.PutAsync(new Uri(s3, "/bucket/copy"), content, cancellationToken);
        stored.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
