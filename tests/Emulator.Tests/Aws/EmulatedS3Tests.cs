using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace MmsQueue.Emulator.Tests.Aws;

/// <summary>The rules of S3 that the worker and the links rely on, checked against the emulator.</summary>
public sealed class EmulatedS3Tests(AwsFixture aws) : IAsyncLifetime
{
    private const string Bucket = "write-once";

    public async ValueTask InitializeAsync() => await aws.Clients.S3.PutBucketAsync(Bucket, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_write_once_key_rejects_a_second_object_and_keeps_the_first()
    {
        Assert.Equal(HttpStatusCode.OK, await PutOnceAsync("key", "first"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, await PutOnceAsync("key", "second"));

        using var kept = await aws.Clients.S3.GetObjectAsync(Bucket, "key", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(kept.ResponseStream);
        Assert.Equal("first", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Concurrent_write_once_puts_store_exactly_one_object()
    {
        var body = new string('x', 1_000_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutOnceAsync("raced", body)));

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task The_largest_file_that_the_worker_stores_fits() =>
        Assert.Equal(HttpStatusCode.OK, await PutOnceAsync("large", new string('x', 16 * 1024 * 1024)));

    [Theory]
    [InlineData("bytes=-100", HttpStatusCode.PartialContent, "0123456789")]
    [InlineData("bytes=-3", HttpStatusCode.PartialContent, "789")]
    [InlineData("bytes=5-2", HttpStatusCode.OK, "0123456789")]
    [InlineData("bytes=a-b", HttpStatusCode.OK, "0123456789")]
    [InlineData("lines=1-2", HttpStatusCode.OK, "0123456789")]
    public async Task Ranges_are_interpreted_as_S3_does(string range, HttpStatusCode status, string body)
    {
        var put = new PutObjectRequest { BucketName = Bucket, Key = "range", ContentBody = "0123456789" };
        await aws.Clients.S3.PutObjectAsync(put, TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(aws.Endpoints.S3, $"/{Bucket}/range"));
        request.Headers.TryAddWithoutValidation("Range", range);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpStatusCode> PutOnceAsync(string key, string body)
    {
        try
        {
            var request = new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = body, IfNoneMatch = "*" };
            return (await aws.Clients.S3.PutObjectAsync(request, TestContext.Current.CancellationToken)).HttpStatusCode;
        }
        catch (AmazonS3Exception e)
        {
            return e.StatusCode;
        }
    }
}
