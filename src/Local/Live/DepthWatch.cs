using Amazon.SQS;
using MmsQueue.Emulator.Aws;
using MmsQueue.Operations;
using MmsQueue.Operations.Queues;

namespace MmsQueue.Local.Live;

/// <summary>Reads the queues' depth after a change while a page is open, at most once a second.</summary>
internal sealed class DepthWatch(IAmazonSQS sqs, StackResources stack, DeadLetterBox letters, LiveBoard board, TimeProvider time)
{
    // A job is deleted from the queue a moment after its last event.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);
    private bool _hasReaders;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await board.News.WaitToReadAsync(cancellationToken))
        {
            await Task.Delay(Settling, time, cancellationToken);
            board.News.TryRead(out _);
            await ReadAsync(cancellationToken);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var hadReaders = _hasReaders;
        _hasReaders = board.HasReaders;
        if (!_hasReaders)
        {
            return;
        }

        try
        {
            var before = board.Held;
            var media = await QueueAttributes.DepthAsync(sqs, stack.MediaQueueUrl, cancellationToken);
            var held = Math.Max(before, board.Held);
            var dead = await QueueAttributes.DepthAsync(sqs, stack.DeadLetterQueueUrl, cancellationToken);

            // Jobs received just before the worker was paused wait like all others.
            var waiting = media.Waiting + (board.IsPaused ? held : 0);
            var depth = new LiveDepth(waiting, Math.Max(0, media.InFlight - held), dead.Waiting + dead.InFlight);
            board.Set(depth);

            // The logs lack dead letters of earlier runs and those that mmsq moved, so the queue is read once for the first page.
            if (!hadReaders && Math.Min(depth.Dead, LiveBoard.MaxLetters) != board.Letters)
            {
                var read = await letters.ReadAsync(Math.Min(depth.Dead, LiveBoard.MaxLetters), cancellationToken);
                board.Set(read.Select(LiveLetter.From));
            }
        }
        catch (Exception e) when (AwsFailure.Is(e))
        {
            // The event source mapping reports a queue that fails.
        }
    }
}
