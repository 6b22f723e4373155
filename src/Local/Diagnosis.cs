using MmsQueue.Emulator.Processes;
using MmsQueue.Operations;
using MmsQueue.Operations.DeadLetters;
using MmsQueue.Operations.Queues;

namespace MmsQueue.Local;

/// <summary>Explains in one line why a photo is not stored.</summary>
internal static class Diagnosis
{
    /// <summary>The last error or warning that a function logged.</summary>
    public static string LastError(string name, LineLog log) =>
        log.Last.Reverse().Select(Read).FirstOrDefault(text => text is not null) is { } error
            ? $"The {name}'s last error: {error} (full log: {log.Path})"
            : $"The {name} logged no error ({log.Path}).";

    /// <summary>Where a message's job is: in the dead-letter queue, with its reason, or still in the queue.</summary>
    public static async Task<string> OfJobAsync(LocalSystem system, string messageSid, CancellationToken cancellationToken)
    {
        try
        {
            return await DeadLetterAsync(system, messageSid, cancellationToken) ?? await QueueAsync(system, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.Is(e))
        {
            return $"Cannot read the queues: {e.Message} {LastError("worker", (await system.Worker).Log)}";
        }
    }

    private static async Task<string?> DeadLetterAsync(LocalSystem system, string messageSid, CancellationToken cancellationToken)
    {
        var aws = await system.Aws;
        var reader = new DeadLetterReader(aws.Clients.Sqs, aws.Stack.DeadLetterQueueUrl, TimeProvider.System, TimeSpan.FromSeconds(20));
        var letter = await new MessageLetters(reader, messageSid).FindAsync(cancellationToken);
        return letter is null ? null : $"Its job is in the dead-letter queue: {letter.Reason}: {letter.Detail}";
    }

    private static async Task<string> QueueAsync(LocalSystem system, CancellationToken cancellationToken)
    {
        var aws = await system.Aws;
        var depth = await QueueAttributes.DepthAsync(aws.Clients.Sqs, aws.Stack.MediaQueueUrl, cancellationToken);
        var error = LastError("worker", (await system.Worker).Log);
        return $"The queue has {depth.Waiting} waiting jobs and {depth.InFlight} in flight. {error}";
    }

    // Other output is an error too, but not the indented lines of its stack trace.
    private static string? Read(string line) => LogEntry.Read(line) is { } entry
        ? entry.Level is "Error" or "Warning" or "Critical" ? entry.Text : null
        : line.StartsWith("   ", StringComparison.Ordinal) || string.IsNullOrWhiteSpace(line) ? null : line;
}
