using System.Net;
using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>The check against the vectors of Twilio's own libraries.</summary>
public sealed class SignatureVectorTests
{
    private static readonly string Form = string.Join(
        '&', SignatureVectors.Parameters.Select(p => $"{p.Key}={WebUtility.UrlEncode(p.Value)}"));

    public static TheoryData<string, string> Vectors => [.. SignatureVectors.Origins];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_vector_passes_for_its_own_URL(string origin, string signature)
    {
        Assert.Null(Refusal($"{origin}{SignatureVectors.Path}?{SignatureVectors.Query}", signature));
        Assert.Null(Refusal($"{origin}/myapp.php", signature));
        Assert.Equal("wrong-signature", Refusal($"{origin}/myapp.php/", signature));
    }

    [Theory]
    [InlineData("https://mycompany.com", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:443", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("http://mycompany.com", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    public void The_default_port_may_be_present_or_absent(string origin, string signature) =>
        Assert.Null(Refusal($"{origin}/myapp.php", signature));

    [Theory]
    [InlineData("http://mycompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://mycompany.com", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("https://mycompany.com", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://mycompany.com", "CukzLTc1tT5dXEDIHm/tKBanW10=")]
    [InlineData("https://mycompany.com.evil.example", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    public void A_vector_for_another_URL_is_refused(string origin, string signature) =>
        Assert.Equal("wrong-signature", Refusal($"{origin}/myapp.php", signature));

    [Fact]
    public void A_vector_passes_with_the_secondary_token_but_not_with_another()
    {
        Assert.Null(Refusal("https://mycompany.com/myapp.php", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", tokens: ["another", "12345"]));
        Assert.Equal(
            "wrong-signature",
            Refusal("https://mycompany.com/myapp.php", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", tokens: ["another", "123456"]));
    }

    [Theory]
    [InlineData("MessagingBinding.Address=%2B1325xxxxxxx&MessagingBinding.Address=%2B1415xxxxxxx")]
    [InlineData("MessagingBinding.Address=%2B1415xxxxxxx&MessagingBinding.Address=%2B1325xxxxxxx")]
    [InlineData("MessagingBinding.Address=%2B1415xxxxxxx&MessagingBinding.Address=%2B1325xxxxxxx&MessagingBinding.Address=%2B1415xxxxxxx")]
    public void A_repeated_name_is_signed_with_each_of_its_values(string form) =>
        Assert.Null(Refusal("https://mycompany.com/myapp.php", "83O6e2vORAoJHUNzJjDWN1jz+BA=", form));

    [Theory]
    [InlineData("MessagingBinding.Address=%2B1415xxxxxxx")]
    [InlineData("MessagingBinding.Address=%2B1325xxxxxxx&MessagingBinding.Address=%2B1415xxxxxxy")]
    [InlineData("MessagingBinding.Address=%2B1325xxxxxxx&messagingBinding.Address=%2B1415xxxxxxx")]
    public void A_repeated_name_without_one_of_its_signed_values_is_refused(string form) =>
        Assert.Equal("wrong-signature", Refusal("https://mycompany.com/myapp.php", "83O6e2vORAoJHUNzJjDWN1jz+BA=", form));

    [Theory]
    [InlineData(SignatureVectors.Json, null)]
    [InlineData("""{"property": "value", "boolean": false}""", "wrong-signature")]
    [InlineData(SignatureVectors.Json + " ", "wrong-signature")]
    [InlineData("", "wrong-signature")]
    public void A_JSON_body_is_signed_by_its_hash(string body, string? refusal) => Assert.Equal(
        refusal,
        Refusal(
            "https://mycompany.com/myapp.php",
            SignatureVectors.JsonSignature,
            body,
            $"{SignatureVectors.Query}&{SignatureVectors.JsonHash}"));

    private static string? Refusal(
        string webhookUrl, string signature, string? form = null, string query = SignatureVectors.Query, params string[] tokens)
    {
        var options = IngressUnderTest.Options with
        {
            WebhookUrl = webhookUrl,
            TwilioAuthTokens = tokens is [] ? [SignatureVectors.Token] : tokens,
        };
        var request = new APIGatewayHttpApiV2ProxyRequest
        {
            RawPath = "/mms",
            RawQueryString = query,
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-twilio-signature"] = signature },
            RequestContext = new() { DomainName = TwilioWebhook.Domain, Http = new() { Method = "POST" } },
            Body = form ?? Form,
        };
        var refusal = new SignatureCheck(options).Refuse(request, FormParameters.Of(request));
        Assert.True(refusal is null or { Status: HttpStatusCode.Forbidden });
        return refusal?.Code;
    }
}
