using System.Collections.Specialized;
using Twilio.Security;

namespace StandIns.Tests;

/// <summary>The vectors are those of Twilio's own libraries; the other signatures are HMAC-SHA1 of the text that Twilio documents.</summary>
public sealed class TwilioRequestValidatorTests
{
    private const string Path = "/myapp.php?foo=1&bar=2";
    private const string Body = "{\"property\": \"value\", \"boolean\": true}";
    private const string BodyHash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    private const string BodySignature = "a9nBmqA0ju/hNViExpshrM61xv4=";
    private const string Signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    private static readonly RequestValidator Validator = new("12345");

    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["CallSid"] = "CA1234567890ABCDE",
        ["Caller"] = "+14158675309",
        ["Digits"] = "1234",
        ["From"] = "+14158675309",
        ["To"] = "+18005551212",
    };

    [Theory]
    [InlineData("https://mycompany.com", Signature)]
    [InlineData("https://mycompany.com:443", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:1234", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:80", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://MyCompany.com", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://user:pass@mycompany.com", "CukzLTc1tT5dXEDIHm/tKBanW10=")]
    public void Twilios_vectors_hold(string origin, string signature)
    {
        Assert.True(Validator.Validate(origin + Path, Parameters, signature));
    }

    [Theory]
    [InlineData("https://mycompany.com", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("http://mycompany.com", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    public void A_URL_without_a_port_fits_a_signature_with_the_schemes_port(string origin, string signature)
    {
        Assert.True(Validator.Validate(origin + Path, Parameters, signature));
    }

    [Theory]
    [InlineData("https://mycompany.com:1234", Signature)]
    [InlineData("https://MyCompany.com:1234", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://user:pass@mycompany.com:1234", "CukzLTc1tT5dXEDIHm/tKBanW10=")]
    public void A_URL_with_a_port_fits_a_signature_without_one(string origin, string signature)
    {
        Assert.True(Validator.Validate(origin + Path, Parameters, signature));
    }

    [Fact]
    public void A_collection_of_parameters_is_checked_like_a_dictionary()
    {
        var collection = new NameValueCollection();
        foreach (var (key, value) in Parameters.Reverse())
        {
            collection.Add(key, value);
        }

        Assert.True(Validator.Validate("https://mycompany.com" + Path, collection, Signature));
    }

    [Fact]
    public void A_GET_is_signed_by_its_URL_alone()
    {
        const string url = "https://mycompany.com/mms?Body=a%20b&From=%2B14158675309";
        const string signature = "eqDYPSQskXGYKpASOozLqEAAGNI=";

        Assert.True(Validator.Validate(url, new Dictionary<string, string>(StringComparer.Ordinal), signature));
        Assert.True(Validator.Validate(url, (IDictionary<string, string>?)null, signature));
    }

    [Fact]
    public void Keys_are_sorted_by_their_characters_values_and_blanks_in_them_kept()
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal) { ["b"] = " two ", ["B"] = "1", ["É"] = "🐶", ["a"] = "" };

        Assert.True(Validator.Validate("https://mycompany.com/", parameters, "M79Nj316Azx8ENmo7DaWAK38DQg="));
    }

    [Theory]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B9=")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8")]
    [InlineData("rsoydt4t1cutdk1pdd93/vvr8b8=")]
    [InlineData("not base64!")]
    [InlineData("é")]
    public void A_wrong_signature_does_not_fit(string signature)
    {
        Assert.False(Validator.Validate("https://mycompany.com" + Path, Parameters, signature));
    }

    [Fact]
    public void Another_token_does_not_fit()
    {
        Assert.False(new RequestValidator("12346").Validate("https://mycompany.com" + Path, Parameters, Signature));
    }

    [Fact]
    public void A_changed_parameter_does_not_fit()
    {
        var changed = new Dictionary<string, string>(Parameters, StringComparer.Ordinal) { ["From"] = "+14158675310" };

        Assert.False(Validator.Validate("https://mycompany.com" + Path, changed, Signature));
    }

    [Theory]
    [InlineData("http://mycompany.com")]
    [InlineData("https://mycompany.com.evil.example")]
    public void Another_URL_does_not_fit(string origin)
    {
        Assert.False(Validator.Validate(origin + Path, Parameters, Signature));
    }

    [Fact]
    public void A_body_fits_by_its_hash_in_the_URL()
    {
        Assert.True(Validator.Validate(BodyUrl(BodyHash), Body, BodySignature));
        Assert.True(RequestValidator.ValidateBody(Body, BodyHash));
    }

    [Fact]
    public void A_changed_body_does_not_fit()
    {
        Assert.False(Validator.Validate(BodyUrl(BodyHash), Body + " ", BodySignature));
        Assert.False(RequestValidator.ValidateBody(Body + " ", BodyHash));
    }

    [Fact]
    public void A_changed_hash_does_not_fit()
    {
        Assert.False(Validator.Validate(BodyUrl(BodyHash.Replace('0', '1')), Body, BodySignature));
    }

    [Fact]
    public void A_body_without_a_hash_in_the_URL_does_not_fit()
    {
        Assert.False(Validator.Validate("https://mycompany.com/", Body, "7bhwr/KvdF/S0bLkS3ZixLRXTHA="));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_missing_URL_or_signature_is_an_error(string? missing)
    {
        Assert.ThrowsAny<ArgumentException>(() => Validator.Validate("https://mycompany.com/", Parameters, missing!));
        Assert.ThrowsAny<ArgumentException>(() => Validator.Validate(missing!, Parameters, Signature));
        Assert.ThrowsAny<ArgumentException>(() => Validator.Validate("https://mycompany.com/", Body, missing!));
    }

    [Fact]
    public void A_URL_that_is_none_is_an_error()
    {
        Assert.Throws<UriFormatException>(() => Validator.Validate("mms", Body, Signature));
        Assert.Throws<UriFormatException>(() => Validator.Validate("https://", Parameters, Signature));
    }

    private static string BodyUrl(string hash) => $"https://mycompany.com{Path}&bodySHA256={hash}";
}
