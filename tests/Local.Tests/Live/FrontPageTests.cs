using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using MmsQueue.Emulator;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Local.Tests.Live;

public sealed partial class FrontPageTests : IAsyncLifetime
{
    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);
    private readonly HttpClient _http = new();

    public async ValueTask InitializeAsync()
    {
        _http.BaseAddress = _server.Url;
        await _server.StartAsync(
            routes =>
            {
                new FrontPage(_server.Url, Path.Combine(Places.Samples, "media")).Map(routes);
                routes.MapPost(TwilioSimulator.Route, static () => "sent");
            },
            static _ => { });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_does_not_accept_HTML_gets_the_curl_command() =>
        Assert.Contains("curl -F from=", await _http.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);

    [Fact]
    public async Task A_browser_gets_the_page_with_a_policy_that_allows_only_our_own_resources()
    {
        using var response = await GetPageAsync();

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Equal("Accept", Assert.Single(response.Headers.Vary));
    }

    [Fact]
    public async Task Every_file_that_the_page_references_exists_and_none_inserts_text_as_markup()
    {
        var page = await PageAsync();
        var files = Source().Matches(page).Select(match => match.Groups["file"].Value).ToList();
        Assert.Contains("/page/main.js", files, StringComparer.Ordinal);

        for (var i = 0; i < files.Count; i++)
        {
            var text = await _http.GetStringAsync(files[i], TestContext.Current.CancellationToken);
            Assert.DoesNotMatch("(inner|outer)HTML|insertAdjacentHTML|document\\.write|eval\\(", text);
            var imported = Import().Matches(text).Select(match => "/page/" + match.Groups["file"].Value);
            files.AddRange(imported.Except(files, StringComparer.Ordinal));
        }

        Assert.InRange(files.Count, 10, 20);
    }

    [Fact]
    public async Task The_simulator_knows_every_fault_that_the_page_offers()
    {
        var faults = Option().Matches(await PageAsync()).Select(match => match.Groups["fault"].Value).ToList();

        Assert.InRange(faults.Count, 10, 30);
        Assert.All(faults, fault => Assert.NotNull(Fault.Parse(fault)));
    }

    [Fact]
    public async Task Samples_are_served()
    {
        using var response = await _http.GetAsync("/samples/contact.vcf", TestContext.Current.CancellationToken);

        Assert.Equal("text/vcard", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.OK)]
    [InlineData("OWN", "same-origin", HttpStatusCode.OK)]
    [InlineData(null, "none", HttpStatusCode.OK)]
    [InlineData("OWN", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.example", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("null", null, HttpStatusCode.Forbidden)]
    public async Task Only_our_own_page_and_non_browser_clients_can_send(string? origin, string? site, HttpStatusCode expected) =>
        Assert.Equal(expected, await PostAsync(origin is "OWN" ? _server.Url.GetLeftPart(UriPartial.Authority) : origin, site));

    [Fact]
    public async Task A_foreign_host_name_that_resolves_to_this_machine_is_another_site() =>
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("http://evil.example", "same-origin", "evil.example"));

    private async Task<HttpStatusCode> PostAsync(string? origin, string? site, string? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/simulator/mms");
        request.Headers.Host = host;
        Add("Origin", origin);
        Add("Sec-Fetch-Site", site);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }
    }

    private async Task<string> PageAsync()
    {
        using var response = await GetPageAsync();
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> GetPageAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("(?:src|href)=\"(?<file>/page/[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Source();

    [GeneratedRegex("(?:from|import) '\\./(?<file>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Import();

    [GeneratedRegex("<option value=\"(?<fault>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Option();
}
