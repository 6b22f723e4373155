using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Emulator.Aws;
using MmsQueue.Shared;

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
            // Stopped.
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
            var media = await DepthAsync(stack.MediaQueueUrl, cancellationToken);
            var held = Math.Max(before, board.Held);
            var dead = await DepthAsync(stack.DeadLetterQueueUrl, cancellationToken);

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
        catch (Exception e) when (AwsClient.IsFailure(e))
        {
            // The event source mapping reports a queue that fails.
        }
    }

    private async Task<(int Waiting, int InFlight)> DepthAsync(string queueUrl, CancellationToken cancellationToken)
    {
        var request = new GetQueueAttributesRequest(queueUrl, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        var depth = await sqs.GetQueueAttributesAsync(request, cancellationToken);
        return (depth.ApproximateNumberOfMessages, depth.ApproximateNumberOfMessagesNotVisible);
    }
}
