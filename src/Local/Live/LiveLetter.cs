using System.Globalization;
using System.Text.Json;
using Amazon.SQS.Model;
using MmsQueue.Shared;

namespace MmsQueue.Local;

/// <summary>A dead letter as the front page shows it; one without a SID is no job, and cannot be replayed from there.</summary>
internal sealed record LiveLetter(string Id, string? Sid, int Index, string Reason, string Detail, DateTimeOffset At)
{
    public int Receives { get; init; }

    public string Key => Sid is null ? Id : KeyOf(Sid, Index);

    public static string KeyOf(string sid, int index) => string.Create(CultureInfo.InvariantCulture, $"{sid}/{index}");

    public static LiveLetter From(Message message)
    {
        var job = JobOf(message.Body);
        string? Text(string name) => message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;
        var sent = long.TryParse(message.Attributes?.GetValueOrDefault("SentTimestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : 0;
        return new LiveLetter(
            message.MessageId,
            job?.MessageSid,
            job?.MediaIndex ?? -1,
            Text(DeadLetterAttributes.FailureReason) ?? "no-reason",
            Text(DeadLetterAttributes.FailureDetail) ?? "",
            DateTimeOffset.FromUnixTimeMilliseconds(sent))
        {
            Receives = int.TryParse(Text(DeadLetterAttributes.ReceiveCount), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0,
        };
    }

    /// <summary>Null when the body is no job.</summary>
    public static MediaJob? JobOf(string body)
    {
        try
        {
            return MediaJob.Parse(body);
        }
        catch (MediaJobException)
        {
            return null;
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("key", Key);
        json.WriteString("sid", Sid);
        json.WriteNumber("index", Index);
        json.WriteString("reason", Reason);
        json.WriteString("detail", LiveJson.WithoutNumbers(Detail));
        json.WriteNumber("receives", Receives);
        LiveJson.Time(json, "at", At);
    }
}
