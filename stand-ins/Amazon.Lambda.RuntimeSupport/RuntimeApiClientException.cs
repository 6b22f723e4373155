namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API returned an error.</summary>
public class RuntimeApiClientException : Exception
{
    internal RuntimeApiClientException(string message, int statusCode, string response)
        : base($"{message} Status {statusCode}: {response[..Math.Min(response.Length, 512)]}")
    {
        StatusCode = statusCode;
        Response = response;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The body.</summary>
    public string Response { get; }
}
