using System.Diagnostics;
using System.Net;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Emulator.Tests.Twilio;

/// <summary>The media API of the simulated Twilio, over real HTTP.</summary>
public sealed class MediaTests : IAsyncLifetime
{
    private static readonly byte[] Photo = [.. Enumerable.Range(0, 200_000).Select(i => (byte)i)];
    private readonly SimulatedTwilio _twilio = new();

    public async ValueTask InitializeAsync() => await _twilio.StartAsync();

    public ValueTask DisposeAsync() => _twilio.DisposeAsync();

    [Fact]
    public async Task An_authenticated_request_redirects_to_the_CDN_which_needs_no_credentials()
    {
        var url = await _twilio.HostAsync(Photo);

        using var redirect = await _twilio.GetAsync(url);
        using var media = await _twilio.Http.GetAsync(redirect.Headers.Location, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, redirect.StatusCode);
        Assert.Equal("image/jpeg", media.Content.Headers.ContentType!.ToString());
        Assert.Equal(Photo.Length, media.Content.Headers.ContentLength);
        Assert.Equal(Photo, await media.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_API_key_is_accepted_too()
    {
        using var response = await _twilio.GetAsync(await _twilio.HostAsync(Photo), "SKkey", "secret");

        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
    }

    [Theory]
    [InlineData(SimulatedTwilio.AccountSid, "wrong")]
    [InlineData("SKkey", SimulatedTwilio.AuthToken)]
    public async Task Wrong_credentials_return_401(string user, string password)
    {
        using var response = await _twilio.GetAsync(await _twilio.HostAsync(Photo), user, password);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Missing_credentials_return_401()
    {
        using var response = await _twilio.Http.GetAsync(await _twilio.HostAsync(Photo), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Basic", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task The_CDN_rejects_a_request_with_credentials()
    {
        using var redirect = await _twilio.GetAsync(await _twilio.HostAsync(Photo));
        using var response = await _twilio.GetAsync(redirect.Headers.Location!.ToString());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("404x2", 404, 404, 307)]
    [InlineData("500x1", 500, 307, 307)]
    [InlineData("403", 403, 403, 403)]
    public async Task A_fault_status_is_returned_as_often_as_requested(string fault, params int[] statuses)
    {
        var url = await _twilio.HostAsync(Photo, fault);

        foreach (var status in statuses)
        {
            using var response = await _twilio.GetAsync(url);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_429_says_when_to_retry()
    {
        using var response = await _twilio.GetAsync(await _twilio.HostAsync(Photo, "429x2"));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
    }

    [Theory]
    [InlineData("truncate", HttpRequestError.ResponseEnded)]
    [InlineData("reset", HttpRequestError.Unknown)]
    public async Task A_body_is_cut_off_only_once(string fault, HttpRequestError error)
    {
        var url = await _twilio.HostAsync(Photo, fault);

        using var broken = await _twilio.DownloadAsync(url);
        Assert.Equal(Photo.Length, broken.Content.Headers.ContentLength);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => broken.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var complete = await _twilio.DownloadAsync(url);

        Assert.Equal(error, failure.HttpRequestError);
        Assert.Equal(Photo, await complete.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Oversize_declares_and_sends_more_than_16_MiB()
    {
        using var response = await _twilio.DownloadAsync(await _twilio.HostAsync(Photo, "oversize"));

        Assert.True(response.Content.Headers.ContentLength > 16 * 1024 * 1024);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(response.Content.Headers.ContentLength, body.Length);
    }

    [Fact]
    public async Task Endless_declares_no_length_and_never_ends()
    {
        using var response = await _twilio.DownloadAsync(await _twilio.HostAsync(Photo, "endless"));
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[1024 * 1024];
        for (var i = 0; i < 17; i++)
        {
            await body.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
        }

        Assert.Null(response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Slow_delays_the_body_but_sends_all_of_it()
    {
        var clock = Stopwatch.StartNew();
        using var response = await _twilio.DownloadAsync(await _twilio.HostAsync(Photo, "slow"));

        Assert.Equal(Photo, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(2), clock.Elapsed.ToString());
    }

    [Fact]
    public async Task A_deleted_file_returns_404()
    {
        var url = await _twilio.HostAsync(Photo);

        using var deleted = await _twilio.DeleteAsync(url);
        using var gone = await _twilio.GetAsync(url);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
    }

    [Theory]
    [InlineData("/Messages/MM", "/Messages/MX")]
    [InlineData("/Accounts/AC0", "/Accounts/AC1")]
    public async Task A_file_of_another_message_or_account_returns_404(string part, string other)
    {
        var url = await _twilio.HostAsync(Photo);

        using var response = await _twilio.GetAsync(url.Replace(part, other, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_file_and_its_fault_survive_a_restart()
    {
        using var folder = new TemporaryFolder();
        var stored = await StoreAsync(folder, "404x2");

        Assert.Equal(stored, new MediaStore(folder.Path).Find(stored.Sid));
    }

    [Fact]
    public async Task A_cleared_fault_stays_cleared_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var stored = await StoreAsync(folder, "401");
        using var twilio = new TwilioSimulator(new Uri("http://127.0.0.1"), folder.Path, "https://x.example/mms", new("AC1", "token"));

        twilio.ClearFault($"http://127.0.0.1/2010-04-01/Accounts/AC1/Messages/MM1/Media/{stored.Sid}");

        Assert.Equal(Fault.None, new MediaStore(folder.Path).Find(stored.Sid)!.Fault);
    }

    private static async Task<HostedMedia> StoreAsync(TemporaryFolder folder, string fault)
    {
        using var content = new MemoryStream(Photo);
        return await new MediaStore(folder.Path).AddAsync(
            "MM1", content, "image/png", Fault.Parse(fault)!, TestContext.Current.CancellationToken);
    }
}
