using System.Text.Json.Nodes;

namespace MmsQueue.Shared.Tests;

/// <summary>A valid job, and its JSON with changes.</summary>
internal static class Jobs
{
    public static MediaJob Good { get; } = new()
    {
        Version = MediaJob.CurrentVersion,
        MessageSid = "MMaa56aff7e3b3f3fe164b98c855e0f8ac",
        AccountSid = "AC00000000000000000000000000000001",
        MediaIndex = 3,
        MediaUrl = "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001"
            + "/Messages/MMaa56aff7e3b3f3fe164b98c855e0f8ac/Media/ME2c36230d79c781d4a1f9afb61225429f",
        ContentType = "image/jpeg",
        Key = "media/qt6smss5f4dtmgb5/uxjwn5jpsvxsnoh2cdaf4ktp3i.jpg",
        ReceivedAt = TestTime.Start,
    };

    /// <summary>The JSON of the valid job with one change.</summary>
    public static string With(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(Good.ToJson())!.AsObject();
        change(json);
        return json.ToJsonString();
    }
}
