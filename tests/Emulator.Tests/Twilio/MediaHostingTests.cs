using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Emulator.Tests.Twilio;

/// <summary>Media files that belong to no message, over real HTTP.</summary>
public sealed class MediaHostingTests : IAsyncLifetime
{
    private const string First = "MM00000000000000000000000000000001";
    private const string Second = "MM00000000000000000000000000000002";
    private static readonly byte[] Photo = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)];
    private readonly SimulatedTwilio _twilio = new();

    public async ValueTask InitializeAsync() => await _twilio.StartAsync();

    public ValueTask DisposeAsync() => _twilio.DisposeAsync();

    [Fact]
    public async Task A_hosted_file_serves_any_message_and_sends_none()
    {
        var media = await HostAsync();

        foreach (var message in (string[])[First, Second])
        {
            using var download = await _twilio.DownloadAsync(Url(media, message));
            Assert.Equal("image/jpeg", download.Content.Headers.ContentType!.ToString());
            Assert.Equal(Photo, await download.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Photo)), media.GetProperty("sha256").GetString());
        Assert.Empty(_twilio.Events);
    }

    [Fact]
    public async Task A_fault_applies_to_each_message_separately()
    {
        var media = await HostAsync("404x1");

        foreach (var (message, status) in new[] { (First, 404), (Second, 404), (First, 307), (Second, 307) })
        {
            using var response = await _twilio.GetAsync(Url(media, message));
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task A_body_is_cut_off_once_for_each_message()
    {
        var media = await HostAsync("truncate");

        foreach (var message in (string[])[First, Second])
        {
            using var broken = await _twilio.DownloadAsync(Url(media, message));
            await Assert.ThrowsAsync<HttpRequestException>(
                () => broken.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            using var complete = await _twilio.DownloadAsync(Url(media, message));
            Assert.Equal(Photo, await complete.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Deleting_a_file_for_one_message_keeps_it_for_the_others()
    {
        var media = await HostAsync();

        using var deleted = await _twilio.DeleteAsync(Url(media, First));
        using var other = await _twilio.GetAsync(Url(media, Second));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.TemporaryRedirect), (deleted.StatusCode, other.StatusCode));
    }

    [Theory]
    [InlineData("404x2x", "photo.jpg", "fault: unknown fault")]
    [InlineData("", null, "one file")]
    public async Task An_invalid_request_gets_a_one_line_error(string fault, string? file, string line)
    {
        using var response = await PostAsync(fault, file);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(line, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string Url(JsonElement media, string message) =>
        media.GetProperty("url").GetString()!.Replace("{MessageSid}", message, StringComparison.Ordinal);

    private async Task<JsonElement> HostAsync(string fault = "")
    {
        using var response = await PostAsync(fault, "photo.jpg");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private async Task<HttpResponseMessage> PostAsync(string fault, string? file)
    {
        using var form = new MultipartFormDataContent { { new StringContent(fault), "fault" } };
        if (file is not null)
        {
            form.Add(new ByteArrayContent(Photo), "file", file);
        }

        return await _twilio.Http.PostAsync(MediaHosting.Route, form, TestContext.Current.CancellationToken);
    }
}
