using System.Net;
using MmsQueue.Emulator.Aws;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>The test vectors of Twilio's libraries, through the running front: only a valid signature avoids the 403.</summary>
public sealed class SignatureVectorTests(SharedEmulators aws) : IClassFixture<SharedEmulators>
{
    private const string Query = "?" + SignatureVectors.Query;
    private const string PathAndQuery = SignatureVectors.Path + Query;

    [Theory]
    [MemberData(nameof(SignatureVectors.Origins), MemberType = typeof(SignatureVectors))]
    public async Task A_form_signed_by_Twilio_passes_the_signature_check(string origin, string signature)
    {
        using var data = new TemporaryFolder();
        await using var local = await aws.StartAsync(data.Path, origin + PathAndQuery);

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(data.Path, "", Form(), signature));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(data.Path, Query, Form(), signature));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(data.Path, "", Form(), signature.Replace('=', 'A')));
    }

    [Fact]
    public async Task A_JSON_body_signed_by_Twilio_passes_the_signature_check()
    {
        const string Signed = Query + "&" + SignatureVectors.JsonHash;
        const string Signature = SignatureVectors.JsonSignature;
        var changed = SignatureVectors.Json.Replace("value", "other", StringComparison.Ordinal);
        using var data = new TemporaryFolder();
        await using var local = await aws.StartAsync(data.Path, "https://mycompany.com" + PathAndQuery);

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(data.Path, Signed, Json(SignatureVectors.Json), Signature));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(data.Path, Signed, Json(changed), Signature));
    }

    private static FormUrlEncodedContent Form() => new(SignatureVectors.Parameters);

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

/// <summary>Emulators that several systems use in turn.</summary>
public sealed class SharedEmulators : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private Emulators? _emulators;

    public async ValueTask InitializeAsync() =>
        _emulators = await Emulators.StartAsync(_data.Path, _ => { }, TestContext.Current.CancellationToken);

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
            ("TWILIO_AUTH_TOKEN", SignatureVectors.Token));
        await local.ServingAsync();
        return local;
    }
}
