using Amazon.S3;
using Amazon.S3.Model;

namespace MmsQueue.Bench;

/// <summary>The yardsticks: an HTTP GET of the same URL, its redirect followed by the client, copied into an HTTP PUT or into the SDK's, and nothing else.</summary>
internal sealed class BareCopy(Uri media, Uri s3) : IDisposable
{
    private readonly HttpClient _http = TrustingClient.Create();
    private readonly AmazonS3Client _sdk = new(SampleWorker.Config(s3));

    public async Task HttpAsync(int size, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(size, cancellationToken);
        using var content = new StreamContent(await response.Content.ReadAsStreamAsync(cancellationToken));
        content.Headers.ContentLength = size;
        using var stored = await _http.PutAsync(new Uri(s3, "/bucket/copy"), content, cancellationToken);
        stored.EnsureSuccessStatusCode();
    }

    /// <summary>With the checksum that costs the SDK least.</summary>
    public async Task SdkAsync(int size, CancellationToken cancellationToken)
    {
        using var response = await GetAsync(size, cancellationToken);
        var request = new PutObjectRequest
        {
            BucketName = "bucket",
            Key = "copy",
            InputStream = await response.Content.ReadAsStreamAsync(cancellationToken),
            AutoCloseStream = false,
            IfNoneMatch = "*",
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
            DisablePayloadSigning = true,
        };
        request.Headers.ContentLength = size;
        await _sdk.PutObjectAsync(request, cancellationToken);
    }

    public void Dispose()
    {
        _http.Dispose();
        _sdk.Dispose();
    }

    private Task<HttpResponseMessage> GetAsync(int size, CancellationToken cancellationToken) =>
        _http.GetAsync(BenchMedia.Url(media, "MM" + new string('0', 32), size), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
}
