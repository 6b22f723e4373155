using System.Text.Json;
using System.Threading.Channels;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Local.Tests;

public sealed class ScheduleTests
{
    private readonly PauseSkippingTime _time = new(skipsPauses: false);
    private readonly Channel<byte[]> _started = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<InvocationResult> _results = Channel.CreateUnbounded<InvocationResult>();
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reconciler_receives_a_scheduled_event_at_every_interval()
    {
        using var stop = new CancellationTokenSource();
        var running = Run(stop.Token);

        for (var i = 0; i < 3; i++)
        {
            _time.Advance(Schedule.Interval);
            using var json = JsonDocument.Parse(await _started.Reader.ReadAsync(Token));
            Assert.Equal("Scheduled Event", json.RootElement.GetProperty("detail-type").GetString());
            await EndAsync(error: null);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Runs_never_overlap()
    {
        using var stop = new CancellationTokenSource();
        var running = Run(stop.Token);
        _time.Advance(Schedule.Interval);
        await _started.Reader.ReadAsync(Token);

        _time.Advance(Schedule.Interval * 5);
        Assert.False(_started.Reader.TryRead(out _));

        // The intervals that passed meanwhile make one run.
        await EndAsync(error: null);
        await _started.Reader.ReadAsync(Token);
        await EndAsync(error: null);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.False(_started.Reader.TryRead(out _));
    }

    [Fact]
    public async Task A_failed_run_is_reported_in_one_line_until_the_reason_changes_and_the_next_run_follows()
    {
        using var stop = new CancellationTokenSource();
        var running = Run(stop.Token);

        foreach (var error in (string?[])["Twilio is down:\nno response", "Twilio is down:\nno response", "S3 is down", null, "S3 is down"])
        {
            _time.Advance(Schedule.Interval);
            await _started.Reader.ReadAsync(Token);
            await EndAsync(error);
        }

        Assert.Contains("Twilio is down: no response", await _said.Reader.ReadAsync(Token), StringComparison.Ordinal);
        Assert.Contains("S3 is down", await _said.Reader.ReadAsync(Token), StringComparison.Ordinal);
        Assert.Contains("S3 is down", await _said.Reader.ReadAsync(Token), StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.False(_said.Reader.TryRead(out _));
    }

    private Task Run(CancellationToken stop) => new Schedule(InvokeAsync, _time, line => _said.Writer.TryWrite(line)).RunAsync(stop);

    private ValueTask EndAsync(string? error) => _results.Writer.WriteAsync(
        new InvocationResult(default, error is null ? null : new FunctionError("OperatorException", error)), Token);

    private async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        await _started.Writer.WriteAsync(payload.ToArray(), cancellationToken);
        return await _results.Reader.ReadAsync(cancellationToken);
    }
}
