namespace MmsQueue.Testing;

/// <summary>The signatures that Twilio tests its own libraries with, all made with the same token, path, query, and parameters.</summary>
public static class SignatureVectors
{
    /// <summary>The auth token.</summary>
    public const string Token = "12345";

    /// <summary>The path of the signed URL.</summary>
    public const string Path = "/myapp.php";

    /// <summary>The query of the signed URL.</summary>
    public const string Query = "foo=1&bar=2";

    /// <summary>The parameter that holds the hash of a signed JSON body.</summary>
    public const string JsonHash = "bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    /// <summary>The JSON body that was signed.</summary>
    public const string Json = """{"property": "value", "boolean": true}""";

    /// <summary>The signature of the JSON body for the origin https://mycompany.com.</summary>
    public const string JsonSignature = "a9nBmqA0ju/hNViExpshrM61xv4=";

    /// <summary>The signed parameters.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Parameters { get; } =
    [
        new("CallSid", "CA1234567890ABCDE"), new("Caller", "+14158675309"), new("Digits", "1234"),
        new("From", "+14158675309"), new("To", "+18005551212"),
    ];

    /// <summary>Each origin of the signed URL with its signature.</summary>
    public static IEnumerable<(string Origin, string Signature)> Origins { get; } =
    [
        ("https://mycompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com:443", "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("https://mycompany.com:1234", "CYn1h0gLBdNxDGkKJg6hYohgeD8="),
        ("http://mycompany.com:80", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
        ("https://MyCompany.com", "g9IN/x4Cft2g517EjYvEvM/W7LU="),
        ("https://user:pass@mycompany.com", "CukzLTc1tT5dXEDIHm/tKBanW10="),
    ];
}
