using System.Security.Cryptography;
using MmsQueue.Operations;
using MmsQueue.Operations.Queues;

namespace MmsQueue.Cli.Load;

/// <summary>One load test: plan, warm up, send, drain, verify, report.</summary>
internal sealed class LoadRun(CommandContext context, LoadOptions options)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var templates = SampleEvents.Read(options.Events);
        foreach (var file in new[] { options.Report, options.Json }.OfType<string>().Where(file => file.Length > 0))
        {
            CheckWritable(file);
        }

        using var http = new HttpClient();
        var run = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var sender = Sender(http);
        var pass = new LoadPass(context, options, sender);
        context.Screen.Say($"Run {run}: {options.Messages} jobs from {templates.Count} sample events, through the {options.Through}.");
        var others = (await QueueAttributes.DepthAsync(context.Sqs, context.Stack.RequiredMediaQueueUrl, cancellationToken)).Total;
        if (others > 0)
        {
            context.Screen.Say(
                $"{LoadText.Number(others)} other jobs are on the media queue. "
                + "They are not counted, but this run's jobs wait behind them.");
        }

        var jobs = Plan(options.WarmUp, [], RandomNumberGenerator.GetHexString(16, lowercase: true));
        var seen = jobs.Count > 0 ? await pass.RunAsync("warm-up ", jobs, rate: null, cancellationToken) : null;
        if (seen is not { IsInterrupted: true })
        {
            jobs = Plan(options.Messages, options.Faults, run);
            seen = await pass.RunAsync("", jobs, options.Rate, cancellationToken);
        }

        var result = LoadTally.Of(run, options.Through, jobs, seen) with { Others = others };
        await ReportAsync(result);
        return result.IsGood ? 0 : 1;

        List<TrackedJob> Plan(int count, IReadOnlyList<FaultShare> faults, string run) =>
            [.. LoadPlan.Create(templates, count, faults, run, options.KeyPrefix, options.Seed).Select(job => new TrackedJob(job))];
    }

    private ISender Sender(HttpClient http)
    {
        var stack = context.Stack;
        if (options.IsThroughWebhook)
        {
            // A phone number of its own, so that all objects are in one folder.
            var from = $"+1415555{RandomNumberGenerator.GetInt32(10_000):D4}";
            return new WebhookSender(
                http, new Uri(stack.RequiredSimulatorUrl), stack.RequiredPublicBaseUrl, options.MediaBytes, from, context.Time);
        }

        if (options.MediaUrl is { } url)
        {
            var media = new HostedMedia(url, Sha256: null);
            return new QueueSender(context.Sqs, stack.RequiredMediaQueueUrl, (_, _) => Task.FromResult(media), context.Time);
        }

        if (stack.SimulatorUrl is null)
        {
            throw new OperatorException(
                "There is no simulator to host media files; only Local has one. "
                + "Name a media file of your Twilio account with --media-url.");
        }

        var hosting = new Hosting(http, stack.SimulatorUrl, options.MediaBytes);
        return new QueueSender(context.Sqs, stack.RequiredMediaQueueUrl, hosting.OfAsync, context.Time);
    }

    // Checked now, not after minutes of work.
    private static void CheckWritable(string file)
    {
        try
        {
            File.Open(file, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be written: {e.Message} Choose another file.", e);
        }
    }

    private async Task ReportAsync(LoadResult result)
    {
        if (options.Json is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, CliJson.Text(LoadJson.Of(result)));
        }

        if (options.Report is { } report)
        {
            await File.WriteAllTextAsync(report, Report.Page.Of(result));
        }

        if (options.Json is "")
        {
            context.Screen.AnswerJson(LoadJson.Of(result));
        }
        else
        {
            LoadText.Write(context.Screen, result);
        }
    }
}
