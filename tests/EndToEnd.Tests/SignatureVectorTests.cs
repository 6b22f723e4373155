using System.Net;
using MmsQueue.Emulator.Aws;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>The vectors of Twilio's own libraries, through the running front: a right signature gets past the 403, a wrong one does not.</summary>
public sealed class SignatureVectorTests(SharedEmulators aws) : IClassFixture<SharedEmulators>
{
    private const string Path = "/myapp.php?foo=1&bar=2";

    [Theory]
    [InlineData("https://mycompany.com", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com:443", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:1234", "CYn1h0gLBdNxDGkKJg6hYohgeD8=")]
    [InlineData("http://mycompany.com:80", "0ZXoZLH/DfblKGATFgpif+LLRf4=")]
    [InlineData("https://MyCompany.com", "g9IN/x4Cft2g517EjYvEvM/W7LU=")]
    [InlineData("https://user:pass@mycompany.com", "CukzLTc1tT5dXEDIHm/tKBanW10=")]
    public async Task A_form_signed_by_Twilio_passes_the_signature_check(string origin, string signature)
    {
        using var data = new DataFolder();
        await using var local = await aws.StartAsync(data.Path, origin + Path);

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(data.Path, "", Form(), signature));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(data.Path, "?foo=1&bar=2", Form(), signature));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(data.Path, "", Form(), signature.Replace('=', 'A')));
    }

    [Fact]
    public async Task A_JSON_body_signed_by_Twilio_passes_the_signature_check()
    {
        const string Hash = "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
        const string Signature = "a9nBmqA0ju/hNViExpshrM61xv4=";
        using var data = new DataFolder();
        await using var local = await aws.StartAsync(data.Path, "https://mycompany.com" + Path);

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(data.Path, "?foo=1&bar=2" + Hash, Json("""{"property": "value", "boolean": true}"""), Signature));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(data.Path, "?foo=1&bar=2" + Hash, Json("""{"property": "other", "boolean": true}"""), Signature));
    }

    private static FormUrlEncodedContent Form() => new(
    [
        new("CallSid", "CA1234567890ABCDE"), new("Caller", "+14158675309"), new("Digits", "1234"), new("From", "+14158675309"), new("To", "+18005551212"),
    ]);

    private static StringContent Json(string json) => new(json, mediaType: new("application/json"));

    private static async Task<HttpStatusCode> PostAsync(string data, string query, HttpContent body, string signature)
    {
        using var http = new HttpClient();
        var front = new Uri(Stack.Read(data)["SimulatorUrl"]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(front, "/mms" + query)) { Content = body };
        request.Headers.Add("X-Twilio-Signature", signature);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}

/// <summary>Emulators that several systems use, one after the other.</summary>
public sealed class SharedEmulators : IAsyncLifetime
{
    private readonly DataFolder _data = new();
    private Emulators? _emulators;

    public async ValueTask InitializeAsync() => _emulators = await Emulators.StartAsync(_data.Path, _ => { }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _emulators!.DisposeAsync();
        _data.Dispose();
    }

    internal async Task<LocalProcess> StartAsync(string data, string webhookUrl)
    {
        var local = LocalProcess.Start(
            data,
            ["--concurrency", "1"],
            ("AWS_ENDPOINT_URL_SQS", _emulators!.Sqs.ToString()),
            ("AWS_ENDPOINT_URL_DYNAMODB", _emulators.DynamoDb.ToString()),
            ("AWS_ENDPOINT_URL_S3", _emulators.S3.ToString()),
            ("WEBHOOK_URL", webhookUrl),
            ("TWILIO_AUTH_TOKEN", "12345"));
        await local.ServingAsync();
        return local;
    }
}
