using MmsQueue.Bench.Cold;
using MmsQueue.Bench.Cost;
using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Ingress;
using MmsQueue.Bench.Pipeline;
using MmsQueue.Bench.Reports;
using MmsQueue.Bench.Scale;
using MmsQueue.Bench.Worker;

namespace MmsQueue.Bench;

/// <summary>One run of the command. Prints each report as soon as it is complete.</summary>
internal sealed class BenchRun(bool tiny, TextWriter output, CancellationToken cancellationToken)
{
    private readonly List<Report> _reports = [];
    private WarmTimes? _times;

    public async Task AllAsync()
    {
        await ColdAsync();
        await IngressAsync();
        await WorkerAsync();
        await PipelineAsync();
        await CostAsync();
        await ScaleAsync();
    }

    public async Task ColdAsync() => Print(await ColdBench.RunAsync(tiny, cancellationToken));

    public async Task IngressAsync() => Print(await IngressBench.RunAsync(tiny, cancellationToken));

    public async Task WorkerAsync() => Print(await WorkerBench.RunAsync(tiny, cancellationToken));

    public async Task PipelineAsync() => Print(await PipelineBench.RunAsync(tiny, cancellationToken));

    public async Task CostAsync() => Print(CostBench.Of(await TimesAsync(), _reports.Find(report => report.Name == "cold")));

    public async Task ScaleAsync() => Print(await ScaleBench.RunAsync(await TimesAsync(), tiny, cancellationToken));

    /// <summary>Writes the JSON if a file is given, and returns the exit code.</summary>
    public async Task<int> EndAsync(string? json)
    {
        if (json is not null)
        {
            await ReportJson.WriteAsync(json, _reports);
        }

        return _reports.TrueForAll(report => report.IsHeld) ? 0 : 1;
    }

    private async Task<WarmTimes> TimesAsync() => _times ??= await WarmTimes.MeasureAsync(tiny, cancellationToken);

    private void Print(Report report)
    {
        _reports.Add(report);
        ReportText.Write(output, report);
    }
}
