using System.Diagnostics;
using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Reports;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Bench.Cold;

/// <summary>One published program, started repeatedly: from process start to its request for an event and to its answer.</summary>
internal sealed class ColdSide(string name, FunctionProgram program, Func<ReadOnlyMemory<byte>> payload)
{
    public string Name => name;

    /// <summary>Milliseconds from the process's start until the Runtime API has the first answer.</summary>
    public Samples Answer { get; } = new();

    /// <summary>Milliseconds until the program requests its first event, which Lambda bills as INIT.</summary>
    public Samples Init { get; } = new();

    /// <summary>Milliseconds of CPU time until the first answer, in the kernel's steps of 10. A busy machine does not change it.</summary>
    public Samples Cpu { get; } = new();

    public async Task RunAsync(FunctionHost host, bool counts)
    {
        var theEvent = payload();
        var started = Stopwatch.GetTimestamp();
        await using var function = host.Start(program);
        var answer = function.InvokeAsync(theEvent);
        await Task.WhenAny(function.Ready, answer);
        var init = Stopwatch.GetElapsedTime(started);
        await answer;
        var took = Stopwatch.GetElapsedTime(started);
        if (counts)
        {
            Init.Add(init.TotalMilliseconds);
            Answer.Add(took.TotalMilliseconds);
            Cpu.Add(function.Cpu.TotalMilliseconds);
        }
    }
}
