using System.CommandLine;
using MmsQueue.Cli.DeadLetters;
using MmsQueue.Operations.DeadLetters;
using MmsQueue.Operations.Queues;

namespace MmsQueue.Cli;

/// <summary>mmsq status.</summary>
internal static class StatusCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("status", "Shows how full both queues are, and why jobs were dead-lettered.");
        common.Handle(command, async (context, _, cancellationToken) =>
        {
            var media = await ReadAsync(context, context.Stack.RequiredMediaQueueUrl, cancellationToken);
            var dead = await ReadAsync(context, context.Stack.RequiredDeadLetterQueueUrl, cancellationToken);
            var letters = dead.Depth.Waiting == 0 ? [] : await Look.ReadAsync(context, DeadLetterFilter.Any, cancellationToken);
            var deadAge = letters.Count > 0 ? context.Time.GetUtcNow() - letters[0].Time : dead.Age;
            Show(context.Screen, media, dead with { Age = deadAge }, letters);
            return 0;
        });
        return command;
    }

    // Only Local's emulator reports the age without a receive.
    private static async Task<Status> ReadAsync(CommandContext context, string queueUrl, CancellationToken cancellationToken)
    {
        var depth = await QueueAttributes.DepthAsync(context.Sqs, queueUrl, cancellationToken);
        var emulator = context.Stack.SqsEndpoint;
        var oldest = emulator is null ? null : await EmulatedSqs.OldestAsync(emulator, queueUrl, cancellationToken);
        return new Status(depth, context.Time.GetUtcNow() - oldest);
    }

    private static void Show(Screen screen, Status media, Status dead, IReadOnlyList<DeadLetter> letters)
    {
        if (screen.IsJson)
        {
            screen.AnswerJson(new StatusJson(media.Json, dead.Json, LetterText.Reasons(letters)));
            return;
        }

        screen.Table(["QUEUE", "WAITING", "IN FLIGHT", "DELAYED", "OLDEST"], [media.Row("media"), dead.Row("dead letters")]);
        if (letters.Count > 0)
        {
            screen.Answer("");
            screen.Table(["REASON", "COUNT"], [.. LetterText.Groups(letters).Select(group => (string[])[group.Reason, $"{group.Count}"])]);
        }

        if (media is { Age: null, Depth.Waiting: > 0 })
        {
            screen.Say("The age of the media queue's oldest message is available only in CloudWatch: ApproximateAgeOfOldestMessage.");
        }
    }

    // The age is that of the oldest message; null if there is none or it is unknown.
    private sealed record Status(QueueDepth Depth, TimeSpan? Age)
    {
        public DepthJson Json => new(Depth.Waiting, Depth.InFlight, Depth.Delayed, (long?)Age?.TotalSeconds);

        public string[] Row(string name) =>
            [name, $"{Depth.Waiting}", $"{Depth.InFlight}", $"{Depth.Delayed}", Age is { } age ? Text(age) : "-"];

        private static string Text(TimeSpan age) => age switch
        {
            { TotalDays: >= 2 } => $"{age.TotalDays:0.0} d",
            { TotalHours: >= 2 } => $"{age.TotalHours:0.0} h",
            { TotalMinutes: >= 2 } => $"{age.TotalMinutes:0} min",
            _ => $"{Math.Max(0, age.TotalSeconds):0} s",
        };
    }
}
