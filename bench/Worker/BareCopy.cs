using Amazon.S3;
using Amazon.S3.Model;
using MmsQueue.Bench.Servers;

namespace MmsQueue.Bench.Worker;

/// <summary>The yardsticks: a GET of the same URL, with its redirect, copied into a bare HTTP PUT or the SDK's PutObject.</summary>
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

    /// <summary>Uses the checksum that is cheapest for the SDK.</summary>
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
        _http.GetAsync(
            BenchMedia.Url(media, "MM" + new string('0', 32), size), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
}
