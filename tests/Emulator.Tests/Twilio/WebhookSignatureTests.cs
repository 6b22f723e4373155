using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Emulator.Tests.Twilio;

/// <summary>Against vectors that Twilio's own validators are tested with.</summary>
public sealed class WebhookSignatureTests
{
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["CallSid"] = "CA1234567890ABCDE",
        ["Caller"] = "+14158675309",
        ["Digits"] = "1234",
        ["From"] = "+14158675309",
        ["To"] = "+18005551212",
    };

    [Theory]
    [InlineData("https://mycompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:443", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:1234", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:80", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://MyCompany.com", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://user:pass@mycompany.com", "CukzLTc1tT5dXEDIHm/tKBanW10=")]
    public void A_form_signature_matches_Twilios(string origin, string signature) =>
        Assert.Equal(signature, WebhookSignature.Sign("12345", origin + "/myapp.php?foo=1&bar=2", Parameters.Reverse()));

    [Fact]
    public void A_URL_signature_matches_Twilios() =>
        Assert.Equal(
            "a9nBmqA0ju/hNViExpshrM61xv4=",
            WebhookSignature.Sign(
                "12345",
                "https://mycompany.com/myapp.php?foo=1&bar=2&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620",
                []));
}
