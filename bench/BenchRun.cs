namespace MmsQueue.Bench;

/// <summary>One run of the command: its reports in order, each printed when it is there.</summary>
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

    public async Task ColdAsync() => Tell(await ColdBench.RunAsync(tiny, cancellationToken));

    public async Task IngressAsync() => Tell(await IngressBench.RunAsync(tiny, cancellationToken));

    public async Task WorkerAsync() => Tell(await WorkerBench.RunAsync(tiny, cancellationToken));

    public async Task PipelineAsync() => Tell(await PipelineBench.RunAsync(tiny, cancellationToken));

    public async Task CostAsync() => Tell(CostBench.Of(await TimesAsync(), _reports.Find(report => report.Name == "cold")));

    public async Task ScaleAsync() => Tell(await ScaleBench.RunAsync(await TimesAsync(), tiny, cancellationToken));

    /// <summary>Writes the JSON, if that is wanted; 1 when a target was missed.</summary>
    public async Task<int> EndAsync(string? json)
    {
        if (json is not null)
        {
            await ReportJson.WriteAsync(json, _reports);
        }

        return _reports.TrueForAll(report => report.IsHeld) ? 0 : 1;
    }

    private async Task<WarmTimes> TimesAsync() => _times ??= await WarmTimes.MeasureAsync(tiny, cancellationToken);

    private void Tell(Report report)
    {
        _reports.Add(report);
        ReportText.Write(output, report);
    }
}
