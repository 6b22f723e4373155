using System.Net;
using System.Net.Http.Headers;
using Amazon.S3.Model;
using MmsQueue.Emulator.Aws;
using MmsQueue.Shared;

namespace MmsQueue.Emulator.Tests.Aws;

public sealed class CloudFrontTests(AwsFixture aws) : IAsyncLifetime
{
    private const string Bucket = "links";
    private readonly RouteServer _server = new();

    public async ValueTask InitializeAsync()
    {
        await aws.Clients.S3.PutBucketAsync(Bucket, TestContext.Current.CancellationToken);
        await _server.StartAsync(new CloudFront(aws.Clients.S3, Bucket, "media").Map);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_object_is_served_with_its_headers()
    {
        await PutAsync("media/a/headers.vcf");

        using var response = await _server.Http.GetAsync("/media/a/headers.vcf", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/vcard", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("public, max-age=31536000", response.Headers.CacheControl!.ToString());
        Assert.NotNull(response.Headers.ETag);
        Assert.Equal("0123456789", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_range_request_returns_only_that_range()
    {
        await PutAsync("media/a/range.mp4");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/media/a/range.mp4");
        request.Headers.Range = new RangeHeaderValue(2, 4);

        using var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("bytes 2-4/10", response.Content.Headers.ContentRange!.ToString());
        Assert.Equal("234", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_range_beyond_the_end_returns_416()
    {
        await PutAsync("media/a/beyond.mp4");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/media/a/beyond.mp4");
        request.Headers.Range = new RangeHeaderValue(100, 200);

        using var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
    }

    [Theory]
    [InlineData("bytes=5-2")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=")]
    [InlineData("lines=1-2")]
    [InlineData("bytes=0-1,4-5")]
    public async Task A_range_that_S3_cannot_parse_is_ignored(string range)
    {
        await PutAsync("media/a/unusable.mp4");

        using var response = await GetAsync("/media/a/unusable.mp4", "Range", range);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("0123456789", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"other\", {0}")]
    [InlineData("*")]
    public async Task An_unchanged_object_returns_304_without_a_body(string ifNoneMatch)
    {
        await PutAsync("media/a/cached.jpg");
        using var first = await _server.Http.GetAsync("/media/a/cached.jpg", TestContext.Current.CancellationToken);

        var header = ifNoneMatch.Replace("{0}", first.Headers.ETag!.ToString(), StringComparison.Ordinal);
        using var response = await GetAsync("/media/a/cached.jpg", "If-None-Match", header);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Equal(first.Headers.ETag, response.Headers.ETag);
        Assert.Equal("public, max-age=31536000", response.Headers.CacheControl!.ToString());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_different_ETag_returns_the_whole_object()
    {
        await PutAsync("media/a/changed.jpg");

        using var response = await GetAsync("/media/a/changed.jpg", "If-None-Match", "\"other\"");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task HEAD_returns_the_headers_without_the_body()
    {
        await PutAsync("media/a/head.jpg");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/media/a/head.jpg");

        using var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(10, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_missing_object_returns_the_pending_page_and_is_never_cached()
    {
        using var response = await _server.Http.GetAsync("/media/a/pending.jpg", TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(PendingPage.Html, page);
    }

    [Theory]
    [InlineData("media/a/secure.jpg", PendingPage.ContentSecurityPolicy)]
    [InlineData("media/a/secure.pdf", PendingPage.ContentSecurityPolicyForPdf)]
    public async Task Every_response_has_the_security_headers(string key, string policy)
    {
        using var pending = await _server.Http.GetAsync("/" + key, TestContext.Current.CancellationToken);
        await PutAsync(key);
        using var media = await _server.Http.GetAsync("/" + key, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (pending.StatusCode, media.StatusCode));
        Assert.All([pending, media], response =>
        {
            Assert.Equal(policy, Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        });
    }

    [Fact]
    public async Task A_storage_error_returns_502()
    {
        await using var front = new RouteServer();
        await front.StartAsync(new CloudFront(aws.Clients.S3, "no-such-bucket", "media").Map);

        using var response = await front.Http.GetAsync("/media/a/b.jpg", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header, value);
        return await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task PutAsync(string key)
    {
        var request = new PutObjectRequest { BucketName = Bucket, Key = key, ContentBody = "0123456789", ContentType = "text/vcard" };
        request.Headers.CacheControl = "public, max-age=31536000";
        request.Headers.ContentDisposition = "attachment";
        await aws.Clients.S3.PutObjectAsync(request, TestContext.Current.CancellationToken);
    }
}
