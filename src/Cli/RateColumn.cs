using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MmsQueue.Cli;

/// <summary>Shows done and total, and the rate per second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(string.Create(
            CultureInfo.InvariantCulture,
            $"{task.Value:0}/{task.MaxValue:0}  {task.Value / Math.Max(task.ElapsedTime?.TotalSeconds ?? 0, 0.001):0.0}/s"));
}
