using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Emulator.Tests.Twilio;

/// <summary>Signatures must equal those that Twilio tests its own libraries with.</summary>
public sealed class WebhookSignatureTests
{
    [Theory]
    [MemberData(nameof(SignatureVectors.Origins), MemberType = typeof(SignatureVectors))]
    public void A_form_signature_matches_Twilios(string origin, string signature) =>
        Assert.Equal(signature, Sign(origin, SignatureVectors.Query, SignatureVectors.Parameters.Reverse()));

    [Fact]
    public void A_URL_signature_matches_Twilios() => Assert.Equal(
        SignatureVectors.JsonSignature, Sign("https://mycompany.com", $"{SignatureVectors.Query}&{SignatureVectors.JsonHash}", []));

    private static string Sign(string origin, string query, IEnumerable<KeyValuePair<string, string>> parameters) =>
        WebhookSignature.Sign(SignatureVectors.Token, $"{origin}{SignatureVectors.Path}?{query}", parameters);
}
