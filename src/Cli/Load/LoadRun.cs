using System.Globalization;
using System.Security.Cryptography;

namespace MmsQueue.Cli.Load;

/// <summary>One load test: plan, warm up, send, drain, verify, tell.</summary>
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
        context.Screen.Say($"Run {run}: {options.Messages} jobs made after {templates.Count} sample events, through the {Through}.");
        var others = await new Backlog(context.Sqs, context.Stack.RequiredMediaQueueUrl).ReadAsync(cancellationToken);
        if (others > 0)
        {
            context.Screen.Say(
                $"{LoadText.Number(others)} other jobs are on the media queue. They are not counted here, but this run's jobs wait behind them.");
        }

        var jobs = Plan(options.WarmUp, [], RandomNumberGenerator.GetHexString(16, lowercase: true));
        var seen = jobs.Count > 0 ? await pass.RunAsync("warm-up ", jobs, rate: null, cancellationToken) : null;
        if (seen is not { IsInterrupted: true })
        {
            jobs = Plan(options.Messages, options.Faults, run);
            seen = await pass.RunAsync("", jobs, options.Rate, cancellationToken);
        }

        var result = LoadTally.Of(run, Through, jobs, seen) with { Others = others };
        await TellAsync(result);
        return result.IsGood ? 0 : 1;

        List<TrackedJob> Plan(int count, IReadOnlyList<FaultShare> faults, string run) =>
            [.. LoadPlan.Create(templates, count, faults, run, options.KeyPrefix, options.Seed).Select(job => new TrackedJob(job))];
    }

    private string Through => options.ThroughWebhook ? "webhook" : "queue";

    private ISender Sender(HttpClient http)
    {
        var stack = context.Stack;
        if (options.ThroughWebhook)
        {
            // A sender of its own: all its objects are in one folder.
            var from = string.Create(CultureInfo.InvariantCulture, $"+1415555{RandomNumberGenerator.GetInt32(10_000):D4}");
            var linksBase = stack.PublicBaseUrl ?? throw new MmsqException("The links' start is not known: the outputs have no PublicBaseUrl. Give it with --links-base URL.");
            return new WebhookSender(http, new Uri(stack.RequiredSimulatorUrl), linksBase, options.MediaBytes, from, context.Time);
        }

        if (options.MediaUrl is { } url)
        {
            var media = new HostedMedia(url, Sha256: null);
            return new QueueSender(context.Sqs, stack.RequiredMediaQueueUrl, (_, _) => Task.FromResult(media), context.Time);
        }

        if (stack.SimulatorUrl is null)
        {
            throw new MmsqException("There is no simulator to host media, only Local has one: name a media of your account at Twilio with --media-url.");
        }

        var hosting = new Hosting(http, stack.SimulatorUrl, options.MediaBytes);
        return new QueueSender(context.Sqs, stack.RequiredMediaQueueUrl, hosting.OfAsync, context.Time);
    }

    // Found out now, not after minutes of work.
    private static void CheckWritable(string file)
    {
        try
        {
            File.Open(file, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MmsqException($"{file} cannot be written: {e.Message} Name another file.", e);
        }
    }

    private async Task TellAsync(LoadResult result)
    {
        if (options.Json is { Length: > 0 } file)
        {
            await File.WriteAllBytesAsync(file, LoadJson.Write(result));
        }

        if (options.Report is { } report)
        {
            await File.WriteAllTextAsync(report, Report.Page.Of(result));
        }

        if (options.Json is "")
        {
            context.Screen.AnswerJson(json => LoadJson.Write(json, result));
        }
        else
        {
            LoadText.Write(context.Screen, result);
        }
    }
}
