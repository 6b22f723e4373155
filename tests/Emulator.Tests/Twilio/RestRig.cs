using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MmsQueue.Emulator.Tests.Twilio;

/// <summary>Calls the simulated REST API with an account's credentials.</summary>
internal static class RestRig
{
    public const string Account = "/2010-04-01/Accounts/" + SimulatedTwilio.AccountSid;

    /// <summary>Gets a resource that must exist.</summary>
    public static async Task<JsonElement> ReadAsync(this SimulatedTwilio twilio, string url)
    {
        var (status, json) = await twilio.CallAsync(HttpMethod.Get, url);
        Assert.Equal(HttpStatusCode.OK, status);
        return json;
    }

    /// <summary>Sends a text through the API.</summary>
    public static Task<(HttpStatusCode Status, JsonElement Json)> CreateAsync(this SimulatedTwilio twilio, string to, string body) =>
        twilio.CallAsync(HttpMethod.Post, $"{Account}/Messages.json", ("From", "+14155550199"), ("To", to), ("Body", body));

    /// <summary>Calls the API, and returns the status and the JSON of the response.</summary>
    public static Task<(HttpStatusCode Status, JsonElement Json)> CallAsync(
        this SimulatedTwilio twilio, HttpMethod method, string url, params (string Name, string Value)[] form) =>
        twilio.CallAsync(method, url, SimulatedTwilio.AccountSid, SimulatedTwilio.AuthToken, form);

    /// <summary>Calls the API with other credentials.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Json)> CallAsync(
        this SimulatedTwilio twilio, HttpMethod method, string url, string user, string password,
        params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        if (form.Length > 0)
        {
            request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        }

        using var response = await twilio.Http.SendAsync(request, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (response.StatusCode, json.RootElement.Clone());
    }

    /// <summary>Simulates texting photos, and returns the message's SID.</summary>
    public static async Task<string> TextAsync(
        this SimulatedTwilio twilio, int photos = 1, string from = "+14155550101", string body = "", string fault = "")
    {
        var files = Enumerable.Repeat(("a.jpg", new byte[] { 1, 2, 3 }), photos);
        var answer = await twilio.SendAsync([("from", from), ("body", body), ("retries", "0"), ("fault", fault)], [.. files]);
        return answer.GetProperty("messageSid").GetString()!;
    }

    /// <summary>A value of each item of a list.</summary>
    public static List<string> Texts(this JsonElement json, string list, string name) =>
        [.. json.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(name).GetString()!)];
}
