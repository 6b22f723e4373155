using System.Diagnostics;
using System.Threading.Channels;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Bench.Functions;

/// <summary>One execution environment: a process that answers events, one at a time.</summary>
internal sealed class RunningFunction(ExecutionEnvironment environment, ChannelWriter<Invocation> queue, StandardLog log) : IAsyncDisposable
{
    /// <summary>Completes when it requests its first event.</summary>
    public Task Ready => environment.Ready;

    /// <summary>CPU time since its start.</summary>
    public TimeSpan Cpu
    {
        get
        {
            using var process = Process.GetProcessById(environment.ProcessId);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Sends one event and returns the answer.</summary>
    /// <exception cref="InvalidOperationException">The function failed.</exception>
    public async Task<ReadOnlyMemory<byte>> InvokeAsync(ReadOnlyMemory<byte> payload)
    {
        var invocation = new Invocation(payload, TraceId.New());
        await queue.WriteAsync(invocation);
        if (await Task.WhenAny(invocation.Result, environment.Ended) == environment.Ended)
        {
            throw new InvalidOperationException($"The function ended: {await environment.Ended}");
        }

        var result = await invocation.Result;
        return result.Error is not { } error ? result.Payload
            : throw new InvalidOperationException($"The function failed: {error.Type}: {error.Message} {log.Last}");
    }

    public ValueTask DisposeAsync() => environment.DisposeAsync();
}
