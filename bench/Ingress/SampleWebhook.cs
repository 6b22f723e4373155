using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Servers;
using MmsQueue.Emulator.Twilio;
using MmsQueue.Ingress;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Bench.Ingress;

/// <summary>One-photo webhooks, each for a different message, signed as Twilio signs them.</summary>
internal static class SampleWebhook
{
    private const string Account = BenchFunctions.Account;
    private const string Token = BenchFunctions.Token;

    public const string Url = "https://bench.example/mms";

    private static readonly IngressOptions Options = new()
    {
        UsersTable = "",
        MediaQueueUrl = "",
        PublicBaseUrl = "https://links.example",
        LinkSecret = new string('s', 32),
        TwilioAccountSid = Account,
        TwilioAuthTokens = [Token],
        WebhookUrl = Url,
    };

    public static WebhookHandler Handler(IUserStore users, IMediaQueue queue)
    {
        var lines = new JsonLines(Stream.Null);
        var time = TimeProvider.System;
        var log = new IngressLog(new JsonLinesLogger(lines, time, "ingress"), new EmbeddedMetrics(lines, time, "ingress"));
        return new WebhookHandler(Options, users, queue, log, time);
    }

    public static async Task AcceptedAsync(
        WebhookHandler handler, APIGatewayHttpApiV2ProxyRequest request, CancellationToken cancellationToken)
    {
        var answer = await handler.HandleAsync(request, cancellationToken);
        if (answer.Status != HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"The webhook was answered {(int)answer.Status}: {answer.Body}");
        }
    }

    public static MmsQueue.Ingress.Webhook Parsed()
    {
        var request = Request();
        return (MmsQueue.Ingress.Webhook)MmsQueue.Ingress.Webhook.Parse(request, FormParameters.Of(request));
    }

    public static APIGatewayHttpApiV2ProxyRequest Request()
    {
        var sid = "MM" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        Dictionary<string, string> parameters = new(StringComparer.Ordinal)
        {
            ["AccountSid"] = Account, ["ApiVersion"] = "2010-04-01", ["Body"] = "Look at this!",
            ["From"] = "+14155550100", ["FromCity"] = "SAN FRANCISCO", ["FromCountry"] = "US", ["FromState"] = "CA", ["FromZip"] = "94103",
            ["MediaContentType0"] = "image/jpeg",
            ["MediaUrl0"] = BenchMedia.Url(new Uri("https://api.twilio.com"), sid, 100_000).ToString(),
            ["MessageSid"] = sid, ["NumMedia"] = "1", ["NumSegments"] = "1",
            ["SmsMessageSid"] = sid, ["SmsSid"] = sid, ["SmsStatus"] = "received",
            ["To"] = "+14155550199", ["ToCity"] = "", ["ToCountry"] = "US", ["ToState"] = "CA", ["ToZip"] = "",
        };
        var body = string.Join('&', parameters.Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        return new APIGatewayHttpApiV2ProxyRequest
        {
            RawPath = "/mms",
            RawQueryString = "",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["content-type"] = "application/x-www-form-urlencoded; charset=UTF-8",
                ["x-twilio-signature"] = WebhookSignature.Sign(Token, Url, parameters),
            },
            RequestContext = new() { DomainName = "bench.example", Http = new() { Method = "POST", Path = "/mms" } },
            Body = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)),
            IsBase64Encoded = true,
        };
    }
}
