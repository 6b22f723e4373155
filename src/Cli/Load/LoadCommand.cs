using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MmsQueue.Cli.Load;

/// <summary>mmsq load.</summary>
internal static class LoadCommand
{
    public static Command Create(CommonOptions common)
    {
        var messages = Number("--messages", "Jobs to send.", 200, 1, 1_000_000);
        var rate = new Option<double?>("--rate") { Description = "Jobs per second. Default: as fast as possible.", HelpName = "N/s", CustomParser = Rate };
        var warmUp = Number("--warmup", "Jobs to send and store first, which are not counted.", 0, 0, 100_000);
        var faults = new Option<IReadOnlyList<FaultShare>>("--faults")
        {
            Description = "Shares of the jobs that fail, e.g. 404x2=5%,500x3=5%,404=1%. "
                + "Jobs with a permanent 404 are sent as a day old, so that it is final on the first receive.",
            HelpName = "F=P%,…",
            CustomParser = Faults,
            DefaultValueFactory = _ => [],
        };
        var events = new Option<string>("--events") { Description = "A folder of sample events. Default: the built-in events.", HelpName = "DIR" };
        var through = new Option<string>("--through")
        {
            Description = "queue: directly to the media queue. webhook: as MMS through Local's simulator.",
            DefaultValueFactory = _ => "queue",
        };
        through.AcceptOnlyFromAmong("queue", "webhook");
        var mediaBytes = Number("--media-bytes", "Size of each media file that the simulator hosts.", 65_536, 1, 16 * 1024 * 1024);
        var mediaUrl = new Option<string>("--media-url")
        {
            Description = "What each job fetches if there is no simulator: a media file of your account at api.twilio.com. "
                + "{MessageSid} in it stands for the job's own SID.",
            HelpName = "URL",
        };
        var keyPrefix = new Option<string>("--key-prefix")
        {
            Description = "The worker's MEDIA_KEY_PREFIX.",
            HelpName = "PREFIX",
            DefaultValueFactory = _ => "media",
        };
        var seed = Number("--seed", "Repeats the same distribution of faults.", 1, 0, int.MaxValue);
        var timeout = Number("--timeout", "Seconds to wait after the last job is sent.", 900, 1, 86_400);
        var report = new Option<string>("--report") { Description = "Write an HTML report with plots and numbers.", HelpName = "FILE" };
        var json = new Option<string>("--json")
        {
            Description = "Write the numbers as JSON to FILE; without FILE, write the answer and errors as JSON.",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "load", "Sends jobs made from sample events, waits until the queue is drained, and verifies each job. Exits with 1 if one is lost or wrong.")
        {
            messages, rate, warmUp, faults, events, through, mediaBytes, mediaUrl, keyPrefix, seed, timeout, report, json,
        };
        common.Handle(command, (context, result, cancellationToken) =>
        {
            var options = new LoadOptions
            {
                Messages = result.GetValue(messages),
                Rate = result.GetValue(rate),
                WarmUp = result.GetValue(warmUp),
                Faults = result.GetValue(faults)!,
                Events = result.GetValue(events),
                ThroughWebhook = result.GetValue(through) is "webhook",
                MediaBytes = result.GetValue(mediaBytes),
                MediaUrl = result.GetValue(mediaUrl),
                KeyPrefix = result.GetValue(keyPrefix)!.Trim('/'),
                Seed = result.GetValue(seed),
                Timeout = TimeSpan.FromSeconds(result.GetValue(timeout)),
                Report = result.GetValue(report),
                Json = result.GetResult(json) is { Implicit: false } ? result.GetValue(json) ?? "" : null,
            };
            return Contradiction(options) is { } wrong ? throw new UsageException(wrong) : new LoadRun(context, options).RunAsync(cancellationToken);
        },
        isJson: result => result.GetResult(json) is { Implicit: false } && result.GetValue(json) is null);
        return command;
    }

    private static string? Contradiction(LoadOptions options) =>
        options is { MediaUrl: not null, Faults.Count: > 0 } ? "--faults needs the simulator, which does not use --media-url: give one of them."
        : options is { MediaUrl: not null, ThroughWebhook: true } ? "--through webhook needs the simulator, which does not use --media-url: give one of them."
        : null;

    private static Option<int> Number(string name, string description, int otherwise, int minimum, int maximum) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            if (Numbers.TryWhole(result.Tokens[0].Value, minimum, maximum, out var value))
            {
                return value;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: must be a number from {minimum} to {maximum}."));
            return otherwise;
        },
    };

    private static double? Rate(ArgumentResult result)
    {
        if (Numbers.TryRate(result.Tokens[0].Value, 100_000, out var rate))
        {
            return rate;
        }

        result.AddError("--rate: must be jobs per second from 0.1 to 100000, e.g. 50 or 50/s.");
        return null;
    }

    private static IReadOnlyList<FaultShare> Faults(ArgumentResult result)
    {
        try
        {
            return FaultShare.ParseAll(result.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            result.AddError($"--faults: {e.Message}.");
            return [];
        }
    }
}
