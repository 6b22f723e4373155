using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Local;

/// <summary>Invokes the reconciler at intervals, as EventBridge does in AWS. A run that lasts longer delays the next.</summary>
internal sealed class Schedule(Invoke reconciler, TimeProvider time, Action<string> say)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private string? _lastFailure;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var payload = ReadEvent();
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            Report((await reconciler(payload, TraceId.New(), cancellationToken)).Error);
        }
    }

    // During an outage every run fails for the same reason, which is reported once.
    private void Report(FunctionError? error)
    {
        if (error is not null && error.Message != _lastFailure)
        {
            say($"The reconciler failed and will run again in {Interval.TotalSeconds:0} s: {error.Message.ReplaceLineEndings(" ")}");
        }

        _lastFailure = error?.Message;
    }

    private static byte[] ReadEvent()
    {
        using var file = typeof(Schedule).Assembly.GetManifestResourceStream("schedule.json")!;
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }
}
