using System.Net;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;

namespace MmsQueue.Ingress;

/// <summary>The parameters of a webhook as Twilio sent them, from the raw query or the raw body.</summary>
/// <remarks>API Gateway's maps join repeated parameters, but the signature covers them as sent.</remarks>
internal sealed class FormParameters
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ILookup<string, string> _values;

    private FormParameters(string text, ILookup<string, string> values, Dictionary<string, string> signed, string? bodyHash)
    {
        Text = text;
        _values = values;
        Signed = signed;
        BodyHash = bodyHash;
    }

    /// <summary>The query or the body, as text.</summary>
    public string Text { get; }

    /// <summary>The names of the parameters that have a value.</summary>
    public IEnumerable<string> Names => _values.Where(same => same.Any(value => value is not "")).Select(same => same.Key);

    /// <summary>
    /// The parameters that the signature covers besides the URL: those of the body, in the form that Twilio's validator expects.
    /// </summary>
    public Dictionary<string, string> Signed { get; }

    /// <summary>The hash that Twilio sent for a body that is not a form; null when there is none.</summary>
    public string? BodyHash { get; }

    /// <summary>The parameter's first value, or an empty string; Twilio sends unknown values as empty strings.</summary>
    public string this[string name] => _values[name].FirstOrDefault("");

    /// <summary>Whether the parameter occurs with more than one value.</summary>
    public bool IsAmbiguous(string name) => _values[name].Distinct(StringComparer.Ordinal).Skip(1).Any();

    /// <summary>The parameters of a request: of its query for GET, else of its body.</summary>
    public static FormParameters Of(APIGatewayHttpApiV2ProxyRequest request)
    {
        var query = Parse(request.RawQueryString ?? "");
        if (request.RequestContext.Http.Method is "GET")
        {
            return new FormParameters(request.RawQueryString ?? "", query, signed: [], bodyHash: null);
        }

        var body = Body(request);
        var parameters = Parse(body);
        return new FormParameters(body, parameters, ToSigned(parameters), query["bodySHA256"].FirstOrDefault());
    }

    // Twilio signs the name before each distinct value, in order; the validator adds only the first name.
    private static Dictionary<string, string> ToSigned(ILookup<string, string> parameters) => parameters.ToDictionary(
        same => same.Key,
        same => string.Join(same.Key, same.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        StringComparer.Ordinal);

    private static string Body(APIGatewayHttpApiV2ProxyRequest request)
    {
        var body = request.Body ?? "";
        if (!request.IsBase64Encoded)
        {
            return body;
        }

        var bytes = new byte[body.Length];
        // Invalid base64 has no signed parameters.
        return Convert.TryFromBase64String(body, bytes, out var length) ? Utf8.GetString(bytes, 0, length) : "";
    }

    private static ILookup<string, string> Parse(string text)
    {
        var parameters = new List<(string Name, string Value)>();
        foreach (var range in text.AsSpan().Split('&'))
        {
            var pair = text[range];
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (pair.Length > 0)
            {
                var name = WebUtility.UrlDecode(equals < 0 ? pair : pair[..equals]);
                parameters.Add((name, equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..])));
            }
        }

        return parameters.ToLookup(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);
    }
}
