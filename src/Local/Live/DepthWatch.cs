using Amazon.SQS;
using MmsQueue.Operations;
using MmsQueue.Operations.Queues;

namespace MmsQueue.Local;

/// <summary>Reads the queues' depth when something has happened and somebody looks, at most once a second.</summary>
internal sealed class DepthWatch(IAmazonSQS sqs, Stack stack, DeadLetterBox letters, LiveBoard board, TimeProvider time)
{
    // A job is deleted from the queue a moment after the last word about it.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);
    private bool _isLookedAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await board.News.WaitToReadAsync(cancellationToken))
            {
                await Task.Delay(Settling, time, cancellationToken);
                board.News.TryRead(out _);
                await ReadAsync(cancellationToken);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var wasLookedAt = _isLookedAt;
        _isLookedAt = board.HasReaders;
        if (!_isLookedAt)
        {
            return;
        }

        try
        {
            var before = board.Held;
            var media = await QueueAttributes.DepthAsync(sqs, stack.MediaQueueUrl, cancellationToken);
            var held = Math.Max(before, board.Held);
            var dead = await QueueAttributes.DepthAsync(sqs, stack.DeadLetterQueueUrl, cancellationToken);

            // What a poll took just before the switch was turned waits like the rest.
            var waiting = media.Waiting + (board.IsPaused ? held : 0);
            var depth = new LiveDepth(waiting, Math.Max(0, media.InFlight - held), dead.Waiting + dead.InFlight);
            board.Set(depth);

            // Dead letters of another run, or that mmsq has moved, are in no log: the queue itself is asked, once for those who begin to look.
            if (!wasLookedAt && Math.Min(depth.Dead, LiveBoard.MaxLetters) != board.Letters)
            {
                var read = await letters.ReadAsync(Math.Min(depth.Dead, LiveBoard.MaxLetters), cancellationToken);
                board.Set(read.Select(LiveLetter.From));
            }
        }
        catch (Exception e) when (AwsFailure.Is(e))
        {
            // The mapping tells of a queue that does not answer.
        }
    }
}
