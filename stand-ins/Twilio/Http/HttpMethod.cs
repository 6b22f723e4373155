namespace Twilio.Http;

/// <summary>An HTTP method.</summary>
public class HttpMethod
{
    /// <summary>GET.</summary>
    public static readonly HttpMethod Get = new("GET");

    /// <summary>POST.</summary>
    public static readonly HttpMethod Post = new("POST");

    private readonly string _value;

    /// <summary>A method by its name, in any case.</summary>
    public HttpMethod(string method) => _value = method.ToUpperInvariant();

    /// <inheritdoc/>
    public override string ToString() => _value;
}
