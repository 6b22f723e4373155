using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>How many messages the queues hold.</summary>
internal sealed record LiveDepth(int Waiting, int InFlight, int Dead)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("waiting", Waiting);
        json.WriteNumber("inFlight", InFlight);
        json.WriteNumber("dead", Dead);
    }
}

/// <summary>How many webhooks were answered, and how many media stored, since the start.</summary>
internal sealed record LiveTotals(int Answered, int Stored)
{
    /// <summary>A media that comes once more after it was stored is counted anew when it is stored again, not twice.</summary>
    public LiveTotals With(LiveMessage before, LiveMessage after) => new(
        Answered + (before.Status is null && after.Status is not null ? 1 : 0),
        Stored + CountStored(after) - CountStored(before));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("answered", Answered);
        json.WriteNumber("stored", Stored);
        json.WriteEndObject();
    }

    private static int CountStored(LiveMessage message) => message.Media.Count(media => media.Stage is LiveStage.Stored);
}
