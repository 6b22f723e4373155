using Amazon.S3;
using MmsQueue.Operations.Reconcile;

namespace MmsQueue.Reconciler;

/// <summary>One run: the periods that are not known to be complete and, once a day, all of them.</summary>
internal sealed class ReconcilerRun(Reconciliation reconciliation, IAmazonS3 s3, ReconcilerOptions options, TimeProvider time)
{
    private const int PeriodsBetweenSaves = 16;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Checks period after period, newest first, so that the most recent people are helped first.</summary>
    /// <param name="report">Is completed as the run goes on.</param>
    /// <param name="deadline">Ends the run between two periods; the next run continues it.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>Whether every period was checked before the deadline.</returns>
    public async Task<bool> RunAsync(ReconcileReport report, Func<bool> deadline, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = await ReconcilerState.ReadAsync(s3, options.MediaBucket, cancellationToken);
        var looksBack = now - state.LookedBackAt >= Day;
        var starts = Starts(now).Where(start => looksBack || !state.Complete.ContainsKey(start)).ToList();
        var isFinished = true;
        foreach (var (index, start) in starts.Index())
        {
            if (deadline())
            {
                isFinished = false;
                break;
            }

            await CheckAsync(state, start, report, cancellationToken);
            if (index % PeriodsBetweenSaves == PeriodsBetweenSaves - 1)
            {
                await state.WriteAsync(s3, options.MediaBucket, now - options.LookBack - options.Period, cancellationToken);
            }
        }

        state.LookedBackAt = looksBack && isFinished ? now : state.LookedBackAt;
        await state.WriteAsync(s3, options.MediaBucket, now - options.LookBack - options.Period, cancellationToken);
        return isFinished;
    }

    // A period is checked once its last message is as old as a period, by when it is stored if all is well.
    private IEnumerable<DateTimeOffset> Starts(DateTimeOffset now)
    {
        var newest = new DateTimeOffset(((now.Ticks / options.Period.Ticks) - 2) * options.Period.Ticks, TimeSpan.Zero);
        for (var start = newest; start > now - options.LookBack; start -= options.Period)
        {
            yield return start;
        }
    }

    private async Task CheckAsync(
        ReconcilerState state, DateTimeOffset start, ReconcileReport report, CancellationToken cancellationToken)
    {
        var known = state.Complete.GetValueOrDefault(start);
        var digest = await reconciliation.RunAsync(
            start, start + options.Period, report, found => string.Equals(found, known, StringComparison.Ordinal), cancellationToken);
        if (digest is null)
        {
            state.Complete.Remove(start);
        }
        else
        {
            state.Complete[start] = digest;
        }
    }
}
