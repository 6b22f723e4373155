using System.Globalization;
using MmsQueue.Operations.DeadLetters;
using MmsQueue.Shared;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>Dead letters as tables and counts.</summary>
internal static class LetterText
{
    private static readonly (string Name, Func<DeadLetter, string> Of)[] Whole =
    [
        ("TIME", letter => DeadLetterRecord.Text(letter.Time)),
        ("ID", ShortId),
        ("MESSAGE", letter => letter.Job?.MessageSid ?? "-"),
        ("INDEX", Index),
        ("REASON", letter => letter.Reason),
        ("DETAIL", letter => letter.Detail),
        ("RECEIVES", letter => letter.Receives is { } receives ? $"{receives}" : "-"),
        ("REPLAYS", letter => $"{letter.Replays}"),
        ("FIRST RECEIVED", letter => letter.FirstReceivedAt ?? "-"),
    ];

    // Shown under other names, or as the time.
    private static readonly string[] Known =
    [
        "SentTimestamp", DeadLetterAttributes.FailureReason, DeadLetterAttributes.FailureDetail, DeadLetterAttributes.FirstReceivedAt,
        DeadLetterAttributes.ReceiveCount, DeadLetterAttributes.ReplayCount,
    ];

    /// <summary>One line per letter: complete in a pipe, shortened to fit 80 characters on a terminal.</summary>
    public static void WriteTable(Screen screen, IReadOnlyCollection<DeadLetter> letters)
    {
        if (Screen.Width is null)
        {
            var fields = Whole[..8];
            screen.Table(
                Array.ConvertAll(fields, field => field.Name),
                [.. letters.Select(letter => Array.ConvertAll(fields, field => field.Of(letter)))]);
        }
        else
        {
            screen.Table(["TIME", "ID", "MESSAGE", "#", "REASON", "DETAIL"], [.. letters.Select(Short)], mayBeCut: 5);
        }
    }

    /// <summary>Everything known about one letter, without repetition.</summary>
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

    /// <summary>Each reason with its count and its first and last time, the most frequent first.</summary>
    public static IEnumerable<(string Reason, int Count, DateTimeOffset First, DateTimeOffset Last)> Groups(
        IEnumerable<DeadLetter> letters) =>
        letters.GroupBy(letter => letter.Reason, StringComparer.Ordinal)
            .Select(group => (Reason: group.Key, Count: group.Count(), group.Min(letter => letter.Time), group.Max(letter => letter.Time)))
            .OrderByDescending(group => group.Count).ThenBy(group => group.Reason, StringComparer.Ordinal);

    /// <summary>A count in words: 5 dead letters (unauthorized 5).</summary>
    public static string Count(IReadOnlyCollection<DeadLetter> letters)
    {
        var reasons = string.Join(", ", Groups(letters).Select(group => $"{group.Reason} {group.Count}"));
        return $"{letters.Count} dead letter{(letters.Count == 1 ? "" : "s")}" + (reasons is "" ? "" : $" ({reasons})");
    }

    /// <summary>Each reason with its count, the most frequent first.</summary>
    public static IReadOnlyDictionary<string, int> Reasons(IEnumerable<DeadLetter> letters) =>
        Groups(letters).ToDictionary(group => group.Reason, group => group.Count, StringComparer.Ordinal);

    private static string ShortId(DeadLetter letter) => letter.Id[..Math.Min(8, letter.Id.Length)];

    private static string Index(DeadLetter letter) => letter.Job is { } job ? $"{job.MediaIndex}" : "-";

    private static string[] Short(DeadLetter letter) =>
    [
        $"{letter.Time.UtcDateTime:MM-dd HH:mm:ss}",
        ShortId(letter),
        letter.Job is { } job ? job.MessageSid[..8] + "…" : "-",
        Index(letter),
        letter.Reason,
        letter.Detail,
    ];

    // Only operators receive from this queue. SQS writes times as milliseconds since 1970.
    private static string[] System(string name, string value) => name switch
    {
        "ApproximateReceiveCount" => ["LOOKS", value],
        "ApproximateFirstReceiveTimestamp" when long.TryParse(value, CultureInfo.InvariantCulture, out var milliseconds) =>
            ["FIRST LOOK", DeadLetterRecord.Text(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))],
        _ => [name, value],
    };
}
