using System.Security.Cryptography.X509Certificates;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using MmsQueue.Bench.Servers;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests.Store;

/// <summary>What an upload sends over TLS: the unsigned bytes in one chunk, followed by their CRC32.</summary>
public sealed class TlsUploadTests
{
    private static readonly Reply Done = Reply.Status(200, "ETag: \"0\"\r\n").AfterBody();

    [Fact]
    public async Task A_streamed_upload_ends_with_its_CRC32()
    {
        // CBF43926 is the published check value of CRC32.
        var put = await UploadAsync(Reply.Ok("123456789"u8.ToArray()));

        Assert.Equal("STREAMING-UNSIGNED-PAYLOAD-TRAILER", put.Headers["x-amz-content-sha256"]);
        Assert.Equal("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", Encoding.ASCII.GetString(put.Body));
    }

    [Fact]
    public async Task An_upload_from_a_file_ends_with_its_CRC32()
    {
        var put = await UploadAsync(Reply.Chunked("123456789"u8.ToArray()));

        Assert.EndsWith("\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", Encoding.ASCII.GetString(put.Body), StringComparison.Ordinal);
    }

    private static async Task<HttpCall> UploadAsync(Reply media)
    {
        using var certificate = SelfSigned.Create();
        await using var s3 = new HostileServer(certificate) { Otherwise = Done };
        var config = AwsEmulator.S3ConfigAt(s3.Origin);
        config.HttpClientFactory = new Trusting(certificate);
        using var client = new AmazonS3Client(config);
        await using var worker = new TestWorker(store: options => new S3MediaStore(client, options, isPlainHttp: false));
        var response = await worker.HandleAsync(worker.Job(media) with { Key = "media/sender/name.jpg" });
        Assert.Empty(response.BatchItemFailures);
        Assert.True(s3.Calls.TryDequeue(out var put));
        return put;
    }

    private sealed class Trusting(X509Certificate2 certificate) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new SocketsHttpHandler
            {
                SslOptions = { RemoteCertificateValidationCallback = (_, offered, _, _) => certificate.Equals(offered) },
            });
    }
}
