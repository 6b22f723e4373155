using System.Globalization;
using System.Text.Json;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>How dead letters are written for a person and for a machine.</summary>
internal static class LetterText
{
    private static readonly (string Name, Func<DeadLetter, string> Of)[] Whole =
    [
        ("TIME", letter => Time(letter.Time)),
        ("ID", ShortId),
        ("MESSAGE", letter => letter.Job?.MessageSid ?? "-"),
        ("INDEX", Index),
        ("REASON", letter => letter.Reason),
        ("DETAIL", letter => letter.Detail),
        ("RECEIVES", letter => letter.Receives?.ToString(CultureInfo.InvariantCulture) ?? "-"),
        ("REPLAYS", letter => letter.Replays.ToString(CultureInfo.InvariantCulture)),
        ("FIRST RECEIVED", letter => letter.FirstReceivedAt ?? "-"),
    ];

    // Shown under names of their own, or as the time.
    private static readonly string[] Known =
    [
        "SentTimestamp", DeadLetterAttributes.FailureReason, DeadLetterAttributes.FailureDetail, DeadLetterAttributes.FirstReceivedAt,
        DeadLetterAttributes.ReceiveCount, DeadLetterAttributes.ReplayCount,
    ];

    /// <summary>One line for each letter: whole for a pipe, short for a person, so that it fits into 80 characters.</summary>
    public static void WriteTable(Screen screen, IReadOnlyCollection<DeadLetter> letters)
    {
        if (Screen.Width is null)
        {
            var fields = Whole[..8];
            screen.Table(
                Array.ConvertAll(fields, field => field.Name),
                [.. letters.Select(letter => Array.ConvertAll(fields, field => field.Of(letter)))]);
            return;
        }

        screen.Table(["TIME", "ID", "MESSAGE", "#", "REASON", "DETAIL"], [.. letters.Select(Short)], mayBeCut: 5);
    }

    /// <summary>All that is known of one, each thing once.</summary>
    public static IEnumerable<string[]> Rows(DeadLetter letter, string? link) =>
    [
        .. Whole.Select(field => (string[])[field.Name, field.Name is "ID" ? letter.Id : field.Of(letter)]),
        .. link is null ? [] : (string[][])[["LINK", link]],
        .. (letter.Message.Attributes ?? [])
            .Where(attribute => !Known.Contains(attribute.Key)).Select(attribute => System(attribute.Key, attribute.Value)),
        .. (letter.Message.MessageAttributes ?? [])
            .Where(attribute => !Known.Contains(attribute.Key))
            .Select(attribute => (string[])[attribute.Key, attribute.Value.StringValue ?? "(binary)"]),
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

    private static string ShortId(DeadLetter letter) => letter.Id[..Math.Min(8, letter.Id.Length)];

    private static string Index(DeadLetter letter) => letter.Job?.MediaIndex.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string[] Short(DeadLetter letter) =>
    [
        letter.Time.UtcDateTime.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ShortId(letter),
        letter.Job is { } job ? job.MessageSid[..8] + "…" : "-",
        Index(letter),
        letter.Reason,
        letter.Detail,
    ];

    // In this queue a receive is a look. SQS writes times as milliseconds since 1970.
    private static string[] System(string name, string value) => name switch
    {
        "ApproximateReceiveCount" => ["LOOKS", value],
        "ApproximateFirstReceiveTimestamp" when long.TryParse(value, CultureInfo.InvariantCulture, out var milliseconds) =>
            ["FIRST LOOK", Time(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))],
        _ => [name, value],
    };
}
