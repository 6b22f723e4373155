using MmsQueue.Operations.Reconcile;

namespace MmsQueue.Cli.Reconcile;

/// <summary>Checks a time in periods, so that memory use does not grow with its length, and an interrupted run ends soon.</summary>
internal sealed class ReconcilePass(Reconciliation reconciliation, DateTimeOffset since, DateTimeOffset until)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(15);

    // Less than the time after which a process that was told to end is ended.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(20);

    // Newest first, so that the most recent people are helped first.
    private readonly (DateTimeOffset From, DateTimeOffset Until)[] _periods = [.. Periods(since, until)];
    private readonly ReconcileReport _report = new();
    private int _done;

    /// <summary>Checks period after period until the last one, a failure, or Ctrl-C.</summary>
    public async Task<ReconcileResult> RunAsync(Screen screen, bool isDryRun, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource();
        await using var interrupt = cancellationToken.Register(() => end.CancelAfter(TimeToEnd));
        string? failure = null;
        try
        {
            await screen.ProgressAsync(
                board => CheckAsync(board.Add("periods of 15 minutes", _periods.Length), end.Token, cancellationToken));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The period in progress took too long.
        }
        catch (Exception e) when (_report.Seen > 0 && Explanation.Of(e) is { } line)
        {
            failure = line;
        }

        return new ReconcileResult(_report, isDryRun, since, until, _done, _periods.Length, failure);
    }

    private async Task<int> CheckAsync(ProgressBar bar, CancellationToken end, CancellationToken interrupt)
    {
        while (_done < _periods.Length && !interrupt.IsCancellationRequested)
        {
            var (from, to) = _periods[_done];
            await reconciliation.RunAsync(from, to, _report, settled: null, end);
            bar.Set(++_done);
        }

        return _done;
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Periods(DateTimeOffset since, DateTimeOffset until)
    {
        for (var end = until; end > since; end -= Period)
        {
            yield return (end - Period > since ? end - Period : since, end);
        }
    }
}

/// <summary>What a pass found and did.</summary>
/// <param name="Report">The counts and the messages.</param>
/// <param name="DryRun">Whether it changed nothing.</param>
/// <param name="Since">The start of the time that was checked.</param>
/// <param name="Until">The end of the time that was checked.</param>
/// <param name="Done">Periods checked.</param>
/// <param name="Periods">Periods to check.</param>
/// <param name="Failure">Why it ended early; null if nothing failed.</param>
internal sealed record ReconcileResult(
    ReconcileReport Report, bool DryRun, DateTimeOffset Since, DateTimeOffset Until, int Done, int Periods, string? Failure)
{
    public bool IsInterrupted => Failure is null && Done < Periods;

    public bool IsGood => Failure is null && !IsInterrupted && Report.IsComplete;
}
