using System.Security.Cryptography.X509Certificates;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using MmsQueue.Bench;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests;

/// <summary>What goes to S3 over TLS is what the SDK alone would have sent.</summary>
public sealed class MediaS3ClientTests
{
    // They tell one request from the next.
    private static readonly string[] OfOneRequest = ["Authorization", "X-Amz-Date", "amz-sdk-invocation-id"];

    private static readonly Reply Done = new(async (call, token) =>
    {
        await call.ReadBodyAsync(token);
        await Reply.Status(200, "ETag: \"0\"\r\n").Write(call, token);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024 - 1)]
    [InlineData(64 * 1024)]
    [InlineData(300_000)]
    public async Task A_streamed_upload_is_the_SDKs_byte_for_byte(int length) => await AssertSameAsync(Reply.Ok(Sample.Jpeg(length)));

    [Fact]
    public async Task An_upload_from_a_file_is_the_SDKs_byte_for_byte() => await AssertSameAsync(Reply.Chunked(Sample.Jpeg(300_000)));

    [Fact]
    public async Task The_trailer_is_the_CRC32_of_the_content()
    {
        var body = new Crc32TrailerStream(new MemoryStream("123456789"u8.ToArray()));
        using var read = new MemoryStream();

        await body.CopyToAsync(read, bufferSize: 4, TestContext.Current.CancellationToken);

        // CBF43926 is CRC32's published check value.
        Assert.Equal("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", System.Text.Encoding.ASCII.GetString(read.ToArray()));
        Assert.Equal(body.Length, read.Length);
    }

    private static async Task AssertSameAsync(Reply media)
    {
        using var certificate = SelfSigned.Create();
        await using var s3 = new HostileServer(certificate) { Otherwise = Done };
        var config = AwsEmulator.S3ConfigAt(s3.Origin);
        config.HttpClientFactory = new Trusting(certificate);

        Stream? content = null;
        var ours = await UploadAsync(s3, new Probed(config, stream => content = stream), media);
        var sdks = await UploadAsync(s3, new AmazonS3Client(config), media);

        Assert.Equal(sdks.Body, ours.Body);
        Assert.Equal(Headers(sdks), Headers(ours));
        Assert.IsType<Crc32TrailerStream>(content);
        Assert.Equal("STREAMING-UNSIGNED-PAYLOAD-TRAILER", ours.Headers["x-amz-content-sha256"]);
    }

    private static async Task<HttpCall> UploadAsync(HostileServer s3, AmazonS3Client client, Reply media)
    {
        using var owned = client;
        await using var worker = new TestWorker(store: options => new S3MediaStore(client, options, isPlainHttp: false));
        var response = await worker.HandleAsync(worker.Job(media) with { Key = "media/sender/name.jpg" });
        Assert.Empty(response.BatchItemFailures);
        Assert.True(s3.Calls.TryDequeue(out var put));
        return put;
    }

    private static string Headers(HttpCall call) => string.Join('\n', call.Headers
        .Where(header => !OfOneRequest.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
        .Select(header => $"{header.Key}: {header.Value}")
        .Order(StringComparer.Ordinal));

    private sealed class Probed(AmazonS3Config config, Action<Stream> send) : MediaS3Client(config)
    {
        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            pipeline.AddHandlerBefore<HttpHandler<HttpContent>>(new Probe(send));
        }
    }

    private sealed class Probe(Action<Stream> send) : PipelineHandler
    {
        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            send(executionContext.RequestContext.Request.ContentStream);
            return base.InvokeAsync<T>(executionContext);
        }
    }

    private sealed class Trusting(X509Certificate2 certificate) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, offered, _, _) => certificate.Equals(offered) } });
    }
}
