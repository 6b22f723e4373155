using System.Globalization;
using System.Text.Json;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>How dead letters are written for a person and for a machine.</summary>
internal static class LetterText
{
    public static readonly string[] Headings = ["TIME", "ID", "MESSAGE", "INDEX", "REASON", "DETAIL", "RECEIVES", "REPLAYS"];

    public static string[] Row(DeadLetter letter) =>
    [
        Time(letter.Time),
        letter.Id[..Math.Min(8, letter.Id.Length)],
        letter.Job?.MessageSid ?? "-",
        letter.Job?.MediaIndex.ToString(CultureInfo.InvariantCulture) ?? "-",
        letter.Reason,
        letter.Detail,
        letter.Receives?.ToString(CultureInfo.InvariantCulture) ?? "-",
        letter.Replays.ToString(CultureInfo.InvariantCulture),
    ];

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Each reason with its count and its first and last time, the most frequent first.</summary>
    public static IReadOnlyList<(string Reason, int Count, DateTimeOffset First, DateTimeOffset Last)> Groups(IEnumerable<DeadLetter> letters) =>
    [
        .. letters.GroupBy(letter => letter.Reason, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), group.Min(letter => letter.Time), group.Max(letter => letter.Time)))
            .OrderByDescending(group => group.Item2)
            .ThenBy(group => group.Key, StringComparer.Ordinal),
    ];

    /// <summary>What a replay or a purge is about, in words: 5 dead letters (unauthorized 5).</summary>
    public static string Count(IReadOnlyCollection<DeadLetter> letters)
    {
        var reasons = string.Join(", ", Groups(letters).Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Reason} {group.Count}")));
        var noun = letters.Count == 1 ? "letter" : "letters";
        return string.Create(CultureInfo.InvariantCulture, $"{letters.Count} dead {noun}") + (reasons is "" ? "" : $" ({reasons})");
    }

    public static void Write(Utf8JsonWriter json, DeadLetter letter)
    {
        json.WriteString("id", letter.Id);
        json.WriteString("time", Time(letter.Time));
        json.WriteString("messageSid", letter.Job?.MessageSid);
        WriteNumber(json, "mediaIndex", letter.Job?.MediaIndex);
        json.WriteString("reason", letter.Reason);
        json.WriteString("detail", letter.Detail);
        WriteNumber(json, "receives", letter.Receives);
        json.WriteNumber("replays", letter.Replays);
        json.WriteString("firstReceivedAt", letter.FirstReceivedAt);
    }

    /// <summary>All that SQS holds of it, so that it could be sent again from this alone.</summary>
    public static void WriteWhole(Utf8JsonWriter json, DeadLetter letter)
    {
        Write(json, letter);
        json.WriteString("body", letter.Message.Body);
        json.WriteStartObject("attributes");
        foreach (var (name, value) in letter.Message.Attributes ?? [])
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartObject("messageAttributes");
        foreach (var (name, value) in letter.Message.MessageAttributes ?? [])
        {
            json.WriteStartObject(name);
            json.WriteString("type", value.DataType);
            json.WriteString("value", value.StringValue ?? Convert.ToBase64String(value.BinaryValue?.ToArray() ?? []));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static void WriteReasons(Utf8JsonWriter json, IEnumerable<DeadLetter> letters)
    {
        json.WriteStartObject("reasons");
        foreach (var group in Groups(letters))
        {
            json.WriteNumber(group.Reason, group.Count);
        }

        json.WriteEndObject();
    }

    public static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
