using System.Text.Json;

namespace MmsQueue.Local.Live;

/// <summary>The number of messages that the webhook answered and refused, and of media files that are stored and in progress.</summary>
internal sealed record LiveTotals(int Answered, int Refused, int Stored, int Working)
{
    /// <summary>A media file that is received again after it was stored leaves the total until it is stored again.</summary>
    public LiveTotals With(LiveMessage before, LiveMessage after) => new(
        Answered + One(after.Status is not null) - One(before.Status is not null),
        Refused + One(after.IsRefused) - One(before.IsRefused),
        Stored + Count(after, LiveStage.Stored) - Count(before, LiveStage.Stored),
        Working + Count(after, LiveStage.Working) - Count(before, LiveStage.Working));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("answered", Answered);
        json.WriteNumber("refused", Refused);
        json.WriteNumber("stored", Stored);
        json.WriteNumber("working", Working);
        json.WriteEndObject();
    }

    private static int One(bool condition) => condition ? 1 : 0;

    private static int Count(LiveMessage message, LiveStage stage) => message.Media.Count(media => media.Stage == stage);
}
