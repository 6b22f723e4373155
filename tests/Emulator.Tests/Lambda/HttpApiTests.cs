using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Emulator.Tests.Lambda;

public sealed class HttpApiTests : IAsyncLifetime
{
    private readonly RouteServer _server = new();
    private InvocationResult _answer = Result("""{"statusCode":200}""");
    private JsonElement _event;

    public async ValueTask InitializeAsync() => await _server.StartAsync(new HttpApi("api.example", InvokeAsync).Map);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_form_body_is_passed_as_base64()
    {
        using var form = new FormUrlEncodedContent([new("Body", "a b&ü")]);

        await SendAsync(HttpMethod.Post, "/mms", form);

        Assert.True(_event.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal("Body=a+b%26%C3%BC", Encoding.UTF8.GetString(Convert.FromBase64String(Text("body"))));
    }

    [Fact]
    public async Task A_JSON_body_is_passed_as_text()
    {
        using var json = new StringContent("""{"a":"é"}""", Encoding.UTF8, "application/json");

        await SendAsync(HttpMethod.Post, "/mms", json);

        Assert.False(_event.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal("""{"a":"é"}""", Text("body"));
    }

    [Fact]
    public async Task Path_and_query_are_raw_and_the_query_is_also_decoded()
    {
        await SendAsync(HttpMethod.Get, "/mms/x%20y?From=%2B1&a=1&a=2&b=%20");

        Assert.Equal("/mms/x%20y", Text("rawPath"));
        Assert.Equal("From=%2B1&a=1&a=2&b=%20", Text("rawQueryString"));
        Assert.Equal("+1", _event.GetProperty("queryStringParameters").GetProperty("From").GetString());
        Assert.Equal("1,2", _event.GetProperty("queryStringParameters").GetProperty("a").GetString());
        Assert.False(_event.TryGetProperty("body", out _));
    }

    [Fact]
    public async Task Header_names_are_lower_case_and_duplicates_are_joined_by_commas()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mms");
        request.Headers.Add("X-Twice", ["one", "two"]);
        request.Headers.Add("X-Twilio-Signature", "abc=");

        using var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var headers = _event.GetProperty("headers");
        Assert.Equal("one,two", headers.GetProperty("x-twice").GetString()!.Replace(", ", ",", StringComparison.Ordinal));
        Assert.Equal("abc=", headers.GetProperty("x-twilio-signature").GetString());
        Assert.Equal("https", headers.GetProperty("x-forwarded-proto").GetString());
        Assert.StartsWith("Root=1-", headers.GetProperty("x-amzn-trace-id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_context_is_complete_and_ignores_the_Host_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/mms");
        request.Headers.Host = "evil.example";
        request.Headers.Add("User-Agent", "test");
        request.Headers.Add("Cookie", "a=1; b=2");

        using var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var context = _event.GetProperty("requestContext");
        Assert.Equal("2.0", Text("version"));
        Assert.Equal("api.example", context.GetProperty("domainName").GetString());
        Assert.Equal("api", context.GetProperty("domainPrefix").GetString());
        Assert.Equal("$default", context.GetProperty("stage").GetString());
        Assert.Equal("PUT", context.GetProperty("http").GetProperty("method").GetString());
        Assert.Equal("/mms", context.GetProperty("http").GetProperty("path").GetString());
        Assert.Equal("HTTP/1.1", context.GetProperty("http").GetProperty("protocol").GetString());
        Assert.Equal("127.0.0.1", context.GetProperty("http").GetProperty("sourceIp").GetString());
        Assert.Equal("test", context.GetProperty("http").GetProperty("userAgent").GetString());
        Assert.All(
            ["accountId", "apiId", "requestId", "routeKey", "time"],
            name => Assert.NotEmpty(context.GetProperty(name).GetString()!));
        Assert.True(context.GetProperty("timeEpoch").GetInt64() > 0);
        var cookies = _event.GetProperty("cookies").EnumerateArray().Select(cookie => cookie.GetString()!);
        Assert.Equal(["a=1", "b=2"], cookies, StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_responses_status_headers_and_body_are_passed_on()
    {
        _answer = Result(
            """
            {
              "statusCode": 403,
              "headers": { "Content-Type": "text/xml", "X-A": "1" },
              "cookies": ["c=1"], "body": "PGE+", "isBase64Encoded": true
            }
            """);

        var (status, body, headers) = await SendAsync(HttpMethod.Get, "/mms");

        Assert.Equal((HttpStatusCode.Forbidden, "<a>"), (status, body));
        Assert.Equal(["1"], headers.GetValues("X-A"), StringComparer.Ordinal);
        Assert.Equal(["c=1"], headers.GetValues("Set-Cookie"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_response_without_a_status_becomes_200_with_JSON()
    {
        _answer = Result("""{"hello":"world"}""");

        Assert.Equal((HttpStatusCode.OK, """{"hello":"world"}"""), await StatusAndBodyAsync("/mms"));
    }

    [Theory]
    [InlineData("""{"statusCode":"no"}""")]
    [InlineData("not JSON")]
    [InlineData("""{"statusCode":200,"body":"***","isBase64Encoded":true}""")]
    public async Task An_invalid_response_returns_500(string answer)
    {
        _answer = Result(answer);

        Assert.Equal((HttpStatusCode.InternalServerError, """{"message":"Internal Server Error"}"""), await StatusAndBodyAsync("/mms"));
    }

    [Fact]
    public async Task A_function_error_returns_500()
    {
        _answer = new InvocationResult(default, new FunctionError("type", "secret detail"));

        Assert.Equal((HttpStatusCode.InternalServerError, """{"message":"Internal Server Error"}"""), await StatusAndBodyAsync("/mms"));
    }

    [Theory]
    [InlineData(4_700_000, HttpStatusCode.OK)]
    [InlineData(4_720_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(10_000_001, HttpStatusCode.RequestEntityTooLarge)]
    public async Task An_event_over_6_MiB_returns_413(int bytes, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent(new byte[bytes]);

        var (status, _, _) = await SendAsync(HttpMethod.Post, "/mms", content);

        Assert.Equal(expected, status);
        Assert.Equal(expected == HttpStatusCode.OK, _event.ValueKind is JsonValueKind.Object);
    }

    [Fact]
    public async Task A_text_body_is_measured_with_its_escapes()
    {
        using var content = new StringContent(new string('"', 4_000_000), Encoding.UTF8, "text/plain");

        var (status, _, _) = await SendAsync(HttpMethod.Post, "/mms", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Fact]
    public async Task A_query_that_AWS_would_reject_returns_431() =>
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, (await StatusAndBodyAsync("/mms?Body=" + new string('a', 10_300))).Status);

    [Fact]
    public async Task An_unknown_route_returns_the_gateways_404() =>
        Assert.Equal((HttpStatusCode.NotFound, """{"message":"Not Found"}"""), await StatusAndBodyAsync("/elsewhere"));

    private static InvocationResult Result(string answer) => new(Encoding.UTF8.GetBytes(answer));

    private Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        using var json = JsonDocument.Parse(payload);
        _event = json.RootElement.Clone();
        return Task.FromResult(_answer);
    }

    private string Text(string name) => _event.GetProperty(name).GetString()!;

    private async Task<(HttpStatusCode Status, string Body)> StatusAndBodyAsync(string path)
    {
        var (status, body, _) = await SendAsync(HttpMethod.Get, path);
        return (status, body);
    }

    private async Task<(HttpStatusCode Status, string Body, HttpResponseHeaders Headers)> SendAsync(
        HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers);
    }
}
