using System.CommandLine;
using System.Globalization;
using MmsQueue.Cli.DeadLetters;
using MmsQueue.Shared;

namespace MmsQueue.Cli;

/// <summary>mmsq status.</summary>
internal static class StatusCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("status", "Shows how full both queues are, and why jobs were dead-lettered.");
        common.Handle(command, async (context, _, cancellationToken) =>
        {
            var media = await QueueDepth.ReadAsync(context, context.Stack.RequiredMediaQueueUrl, cancellationToken);
            var dead = await QueueDepth.ReadAsync(context, context.Stack.RequiredDeadLetterQueueUrl, cancellationToken);
            var letters = await LettersAsync(context, dead, cancellationToken);
            var deadAge = letters.Count > 0 ? context.Time.GetUtcNow() - letters[0].Time : dead.Oldest;
            Tell(context.Screen, media, dead with { Oldest = deadAge }, letters);
            return 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<DeadLetter>> LettersAsync(CommandContext context, QueueDepth dead, CancellationToken cancellationToken)
    {
        if (dead.Visible == 0)
        {
            return [];
        }

        await using var held = await Look.AtAsync(context, DeadLetterFilter.Any, cancellationToken);
        return held.Letters;
    }

    private static void Tell(Screen screen, QueueDepth media, QueueDepth dead, IReadOnlyList<DeadLetter> letters)
    {
        if (screen.IsJson)
        {
            screen.AnswerJson(json =>
            {
                media.Write(json, "media");
                dead.Write(json, "deadLetters");
                LetterText.WriteReasons(json, letters);
            });
            return;
        }

        screen.Table(["QUEUE", "WAITING", "IN FLIGHT", "DELAYED", "OLDEST"], [media.Row("media"), dead.Row("dead letters")]);
        if (letters.Count > 0)
        {
            screen.Answer("");
            screen.Table(["REASON", "COUNT"], [.. LetterText.Groups(letters).Select(group => (string[])[group.Reason, group.Count.ToString(CultureInfo.InvariantCulture)])]);
        }

        if (media is { Oldest: null, Visible: > 0 })
        {
            screen.Say("The age of the media queue's oldest message is available only in CloudWatch: ApproximateAgeOfOldestMessage.");
        }
    }
}
