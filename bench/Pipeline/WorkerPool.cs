using System.Threading.Channels;
using MmsQueue.Bench.Functions;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Bench.Pipeline;

/// <summary>Workers, each of which handles one batch at a time.</summary>
internal sealed class WorkerPool : IAsyncDisposable
{
    private readonly RunningFunction[] _workers;
    private readonly Channel<RunningFunction> _idle = Channel.CreateUnbounded<RunningFunction>();

    public WorkerPool(RunningFunction[] workers)
    {
        _workers = workers;
        foreach (var worker in workers)
        {
            _idle.Writer.TryWrite(worker);
        }
    }

    public int Count => _workers.Length;

    /// <summary>CPU time of all workers since their start.</summary>
    public TimeSpan Cpu => _workers.Aggregate(TimeSpan.Zero, (sum, worker) => sum + worker.Cpu);

    public Task WarmUpAsync(int batches, Func<ReadOnlyMemory<byte>> batch) => Task.WhenAll(_workers.Select(async worker =>
    {
        for (var i = 0; i < batches; i++)
        {
            await worker.InvokeAsync(batch());
        }
    }));

    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload)
    {
        var worker = await _idle.Reader.ReadAsync();
        var answer = await worker.InvokeAsync(payload);
        await _idle.Writer.WriteAsync(worker);
        return new InvocationResult(answer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            await worker.DisposeAsync();
        }
    }
}
