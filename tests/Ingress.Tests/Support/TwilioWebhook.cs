using System.Globalization;
using System.Net;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;

namespace MmsQueue.Ingress.Tests.Support;

/// <summary>A webhook as Twilio sends it and API Gateway forwards it. Each part can be changed before signing.</summary>
internal sealed record TwilioWebhook
{
    public const string Account = "AC00000000000000000000000000000001";
    public const string Token = "12345678901234567890123456789012";
    public const string Domain = "abc123.execute-api.us-east-1.amazonaws.com";
    public const string MessageSid = "MMaa56aff7e3b3f3fe164b98c855e0f8ac";
    public const string From = "+14155550101";

    public IReadOnlyList<(string Name, string Value)> Parameters { get; private init; } = [];

    /// <summary>The raw form in the body or the query, instead of the encoded parameters.</summary>
    public string? RawForm { get; init; }

    public string Method { get; init; } = "POST";

    public bool IsBase64 { get; init; } = true;

    public string? ContentType { get; init; } = "application/x-www-form-urlencoded; charset=utf-8";

    public string Stage { get; init; } = "$default";

    public string Path { get; init; } = "/mms";

    public string Query { get; init; } = "";

    /// <summary>The URL that Twilio signs, without the query. The default is the API's own URL.</summary>
    public string? Url { get; init; }

    public string SignedWith { get; init; } = Token;

    /// <summary>Replaces the valid signature. Empty means no signature.</summary>
    public string? WrongSignature { get; init; }

    public string Form => RawForm ?? string.Join('&', Parameters.Select(p => $"{p.Name}={WebUtility.UrlEncode(p.Value)}"));

    public static TwilioWebhook Mms(int media = 1, string messageSid = MessageSid, string from = From) => new()
    {
        Parameters =
        [
            ("ToCity", "OAKLAND"), ("FromCity", ""), ("ToCountry", "US"), ("NumMedia", media.ToString(CultureInfo.InvariantCulture)),
            ("SmsStatus", "received"), ("Body", "Here is the photo 📷"), ("To", "+14155550100"), ("MessageSid", messageSid),
            ("AccountSid", Account), ("From", from),
            .. Enumerable.Range(0, media).SelectMany(i => new[]
            {
                ($"MediaContentType{i}", "image/jpeg"), ($"MediaUrl{i}", MediaUrl(messageSid, i)),
            }),
            ("ApiVersion", "2010-04-01"),
        ],
    };

    public static string MediaUrl(string messageSid, int index) =>
        $"https://api.twilio.com/2010-04-01/Accounts/{Account}/Messages/{messageSid}/Media/ME2c36230d79c781d4a1f9afb6122542{index:x2}";

    public TwilioWebhook With(string name, string value) => this with { Parameters = [.. Without(name).Parameters, (name, value)] };

    public TwilioWebhook Without(string name) =>
        this with { Parameters = [.. Parameters.Where(p => !string.Equals(p.Name, name, StringComparison.Ordinal))] };

    public APIGatewayHttpApiV2ProxyRequest ToRequest()
    {
        var isGet = Method is "GET";
        var query = isGet ? Form : Query;
        var url = (Url ?? $"https://{Domain}{Path}") + (query.Length == 0 ? "" : "?" + query);
        var signature = WrongSignature ?? Signature.Of(SignedWith, url, isGet ? "" : Form);
        var request = new APIGatewayHttpApiV2ProxyRequest
        {
            RawPath = Path,
            RawQueryString = query,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["host"] = Domain },
            RequestContext = new() { DomainName = Domain, Stage = Stage, Http = new() { Method = Method, Path = Path } },
            Body = isGet ? null : IsBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Form)) : Form,
            IsBase64Encoded = !isGet && IsBase64,
        };
        Put("content-type", isGet ? null : ContentType);
        Put("x-twilio-signature", signature is "" ? null : signature);
        return request;

        void Put(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers[name] = value;
            }
        }
    }
}
