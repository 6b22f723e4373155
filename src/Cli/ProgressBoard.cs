using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MmsQueue.Cli;

/// <summary>The progress bars of one operation.</summary>
internal sealed class ProgressBoard(ProgressContext? context, Action<string> say)
{
    public ProgressBar Add(string name, long total) =>
        new(name, total, context?.AddTask(Markup.Escape(name), maxValue: Math.Max(1, total)), say);
}

/// <summary>One progress bar. Without a terminal, it prints a line every few seconds and one at the end.</summary>
internal sealed class ProgressBar(string name, long total, ProgressTask? task, Action<string> say)
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _lastLine = Stopwatch.GetTimestamp();
    private bool _ended;

    /// <summary>Sets how many of the total are done.</summary>
    public void Set(long done)
    {
        if (task is not null)
        {
            task.Value = done;
            if (done >= total)
            {
                // Otherwise its rate would fall while other bars continue.
                task.StopTask();
            }
        }
        else if (!_ended && (done >= total || Stopwatch.GetElapsedTime(_lastLine) >= LineEvery))
        {
            _ended = done >= total;
            _lastLine = Stopwatch.GetTimestamp();
            say(Line(done, Stopwatch.GetElapsedTime(_start)));
        }
    }

    private string Line(long done, TimeSpan elapsed)
    {
        var rate = done / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = done == 0 ? "" : $", {(total - done) / rate:0} s left";
        return $"{name}: {done} of {total}, {rate:0.0}/s{left}";
    }
}

/// <summary>Shows done and total, and the rate per second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text($"{task.Value:0}/{task.MaxValue:0}  {task.Value / Math.Max(task.ElapsedTime?.TotalSeconds ?? 0, 0.001):0.0}/s");
}
