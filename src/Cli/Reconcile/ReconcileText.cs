using MmsQueue.Operations.DeadLetters;
using MmsQueue.Operations.Reconcile;

namespace MmsQueue.Cli.Reconcile;

/// <summary>A reconciliation as tables, and what to do next.</summary>
internal static class ReconcileText
{
    private const int MostMessages = 20;

    private static readonly MessageState[] Unfinished =
        [MessageState.Missing, MessageState.Unreachable, MessageState.Refused, MessageState.Gone];

    private static readonly MessageState[] Rows =
    [
        MessageState.Stored, MessageState.Pending, MessageState.DeadLettered, MessageState.Missing, MessageState.Recovered,
        MessageState.Refused, MessageState.Unreachable, MessageState.Gone,
    ];

    /// <summary>A state's name: dead-lettered.</summary>
    public static string Name(MessageState state) =>
        state is MessageState.DeadLettered ? "dead-lettered" : state.ToString().ToLowerInvariant();

    /// <summary>What the operator is asked after the preview.</summary>
    public static string Question(int missing, bool reply) => (missing, reply) switch
    {
        (0, _) => "Send the links to everyone who got no reply?",
        (_, true) => $"Send {Messages(missing)} to the webhook again, and the links to everyone who got no reply?",
        _ => $"Send {Messages(missing)} to the webhook again?",
    };

    /// <summary>The whole answer, and on stderr what to do next.</summary>
    public static void Write(Screen screen, ReconcileResult result)
    {
        if (screen.IsJson)
        {
            screen.AnswerJson(ReconcileJson.Of(result));
        }
        else
        {
            WriteTables(screen, result);
        }

        foreach (var line in Notes(result.Report))
        {
            screen.Say(line);
        }

        foreach (var line in Failures(result))
        {
            screen.Fail(line);
        }
    }

    /// <summary>The counts that are not zero, and the messages that are not simply stored, those that need something first.</summary>
    public static void WriteTables(Screen screen, ReconcileResult result)
    {
        var report = result.Report;
        screen.Table(["MESSAGES", "COUNT"],
        [
            ["seen", $"{report.Seen}"],
            .. Rows.Where(state => state is MessageState.Stored || report.Count(state) > 0)
                .Select(state => (string[])[Name(state), $"{report.Count(state)}"]),
            .. report.Replies > 0 ? (string[][])[["replies", $"{report.Replies}"]] : [],
        ]);
        var messages = report.Messages;
        if (messages.Count == 0)
        {
            return;
        }

        screen.Answer("");
        var shown = messages.OrderBy(message => !Unfinished.Contains(message.State)).Take(MostMessages);
        screen.Table(["TIME", "MESSAGE", "STATE", "DETAIL"], [.. shown.Select(Row)], mayBeCut: 3);
        if (report.Seen - report.Count(MessageState.Stored) - MostMessages is > 0 and var more)
        {
            screen.Answer($"{more} more (--json lists them).");
        }
    }

    private static string[] Row(MessageOutcome message) =>
    [
        DeadLetterRecord.Text(message.SentAt), message.Sid, Name(message.State),
        string.Join(", ", ((string[])[message.Detail, message.Replied ? "reply sent" : ""]).Where(text => text is not "")),
    ];

    private static IEnumerable<string> Notes(ReconcileReport report)
    {
        if (report.Count(MessageState.Pending) is > 0 and var pending)
        {
            yield return $"{Messages(pending)} may still be on the way: "
                + "check the queues with mmsq status, and run again when they are empty.";
        }

        if (report.Count(MessageState.DeadLettered) is > 0 and var dead)
        {
            yield return $"{Messages(dead)} with dead letters: see mmsq dlq list.";
        }
    }

    private static IEnumerable<string> Failures(ReconcileResult result)
    {
        foreach (var state in Unfinished.Where(state => result.Report.Count(state) > 0))
        {
            yield return $"{Messages(result.Report.Count(state))} {Remedy(state)}";
        }

        if (result.Failure is { } failure)
        {
            yield return failure;
        }
        else if (result.IsInterrupted)
        {
            yield return $"Interrupted after {result.Done} of {result.Periods} periods. What was recovered is kept; "
                + "run the command again to continue.";
        }
    }

    private static string Remedy(MessageState state) => state switch
    {
        MessageState.Missing => "missing: nothing was changed. Run again without --dry-run to recover what is missing.",
        MessageState.Unreachable => "not recovered: the webhook failed or did not respond. "
            + "See the ingress's log, fix the cause, and run again.",
        MessageState.Refused => "refused by the webhook, which would refuse again. The ingress's log has the reason.",
        _ => "cannot be recovered: media files were deleted at Twilio before they were stored. "
            + "Find each sender by the message's SID in Twilio's console, and ask them to send it again.",
    };

    private static string Messages(int count) => $"{count} message{(count == 1 ? "" : "s")}";
}
