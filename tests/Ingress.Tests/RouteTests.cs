using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

public sealed class RouteTests : IDisposable
{
    private readonly IngressUnderTest _ingress = new();

    public void Dispose() => _ingress.Dispose();

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("/mms/")]
    [InlineData("/MMS")]
    [InlineData("/mms/../mms")]
    [InlineData("/other/mms")]
    [InlineData("/favicon.ico")]
    [InlineData("/pending.html/")]
    [InlineData("/other/pending.html")]
    [InlineData("/<script>")]
    public async Task Any_other_path_is_not_found(string? path)
    {
        var request = TwilioWebhook.Mms().ToRequest();
        request.RawPath = path;

        Assert.Equal("There is nothing here. The webhook is /mms.", (await _ingress.SendAsync(request)).Line(404));
        Assert.Equal("not-found", _ingress.Entry("Refused").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("get")]
    [InlineData("")]
    public async Task Any_other_method_is_refused_with_the_allowed_methods(string method)
    {
        var answer = await _ingress.SendAsync(TwilioWebhook.Mms() with { Method = method });

        Assert.Equal("GET, POST", answer.Headers["allow"]);
        Assert.Contains("GET and POST", answer.Line(405), StringComparison.Ordinal);
        Assert.Equal((0, 0), (_ingress.Users.Call.Count, _ingress.Queue.Call.Count));
    }

    [Fact]
    public async Task An_event_that_is_not_an_HTTP_request_is_refused() =>
        Assert.Equal(404, (await _ingress.SendAsync(new Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest())).StatusCode);

    [Theory]
    [InlineData("/mms", "$default")]
    [InlineData("/prod/mms", "prod")]
    [InlineData("/mms", "prod")]
    public async Task The_webhook_is_found_with_and_without_its_stage(string path, string stage) =>
        Assert.Equal(200, (await _ingress.SendAsync(TwilioWebhook.Mms() with { Path = path, Stage = stage })).StatusCode);

    [Theory]
    [InlineData("/pending.html", "$default", "GET")]
    [InlineData("/prod/pending.html", "prod", "GET")]
    [InlineData("/pending.html", "$default", "HEAD")]
    public async Task The_pending_page_is_public_and_leaves_no_trace(string path, string stage, string method)
    {
        var request = (TwilioWebhook.Mms() with { Path = path, Stage = stage, Method = method }).ToRequest();
        request.Headers.Remove("x-twilio-signature");

        var answer = await _ingress.SendAsync(request);

        Assert.Equal(
            (200, "text/html; charset=utf-8", "no-store"),
            (answer.StatusCode, answer.Headers["content-type"], answer.Headers["cache-control"]));
        Assert.Equal(method == "HEAD" ? "" : MmsQueue.Shared.PendingPage.Html, answer.Body);
        Assert.Equal((0, 0, ""), (_ingress.Users.Call.Count, _ingress.Queue.Call.Count, _ingress.LogText));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task The_pending_page_accepts_no_other_method(string method)
    {
        var answer = await _ingress.SendAsync(TwilioWebhook.Mms() with { Path = "/pending.html", Method = method });

        Assert.Equal("GET, HEAD", answer.Headers["allow"]);
        Assert.Contains("GET and HEAD", answer.Line(405), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_response_may_be_cached()
    {
        Assert.Equal("no-store", (await _ingress.SendAsync(TwilioWebhook.Mms())).Headers["cache-control"]);
        Assert.Equal("no-store", (await _ingress.SendAsync(TwilioWebhook.Mms() with { Method = "PUT" })).Headers["cache-control"]);
    }
}
