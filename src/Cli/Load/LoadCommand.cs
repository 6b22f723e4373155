using System.CommandLine;

namespace MmsQueue.Cli.Load;

/// <summary>mmsq load.</summary>
internal static class LoadCommand
{
    public static Command Create(CommonOptions common)
    {
        var messages = Number("--messages", "Jobs to send.", 200, 1, 1_000_000);
        var rate = CheckedOption.Create<double?>(
            "--rate", "N/s", "Jobs per second. Default: as fast as possible.", text => CheckedOption.Rate(text, 100_000)
                ?? throw new FormatException("must be jobs per second from 0.1 to 100000, e.g. 50 or 50/s"));
        var warmUp = Number("--warmup", "Jobs to send and store first, which are not counted.", 0, 0, 100_000);
        var faults = CheckedOption.Create(
            "--faults",
            "F=P%,…",
            "Shares of the jobs that fail, e.g. 404x2=5%,500x3=5%,404=1%. "
                + "Jobs with a permanent 404 are sent as a day old, so that it is final on the first receive.",
            FaultShare.ParseAll,
            _ => []);
        var events = Text("--events", "DIR", "A folder of sample events. Default: the built-in events.");
        var through = new Option<string>("--through")
        {
            Description = "queue: directly to the media queue. webhook: as MMS through Local's simulator.",
            DefaultValueFactory = _ => "queue",
        };
        through.AcceptOnlyFromAmong("queue", "webhook");
        var mediaBytes = Number("--media-bytes", "Size of each media file that the simulator hosts.", 65_536, 1, 16 * 1024 * 1024);
        var mediaUrl = Text(
            "--media-url",
            "URL",
            "What each job fetches if there is no simulator: a media file of your account at api.twilio.com. "
                + "{MessageSid} in it stands for the job's own SID.");
        var keyPrefix = Text("--key-prefix", "PREFIX", "The worker's MEDIA_KEY_PREFIX.");
        keyPrefix.DefaultValueFactory = _ => "media";
        var seed = Number("--seed", "Repeats the same distribution of faults.", 1, 0, int.MaxValue);
        var timeout = Number("--timeout", "Seconds to wait after the last job is sent.", 900, 1, 86_400);
        var report = Text("--report", "FILE", "Write an HTML report with plots and numbers.");
        var json = Text("--json", "FILE", "Write the numbers as JSON to FILE; without FILE, write the answer and errors as JSON.");
        json.Arity = ArgumentArity.ZeroOrOne;
        var command = new Command(
            "load",
            "Sends jobs made from sample events, waits until the queue is drained, and verifies each job. "
                + "Exits with 1 if one is lost or wrong.")
        {
            messages, rate, warmUp, faults, events, through, mediaBytes, mediaUrl, keyPrefix, seed, timeout, report, json,
        };
        common.Handle(
            command,
            (context, result, cancellationToken) => new LoadRun(context, Read(result)).RunAsync(cancellationToken),
            isJson: result => JsonFile(result) is "");
        return command;

        LoadOptions Read(ParseResult result)
        {
            var options = new LoadOptions(
                result.GetValue(messages), result.GetValue(rate), result.GetValue(warmUp), result.GetRequiredValue(faults),
                result.GetValue(events), result.GetRequiredValue(through), result.GetValue(mediaBytes), result.GetValue(mediaUrl),
                result.GetRequiredValue(keyPrefix).Trim('/'), result.GetValue(seed), TimeSpan.FromSeconds(result.GetValue(timeout)),
                result.GetValue(report), JsonFile(result));
            options.Check();
            return options;
        }

        // Empty without a file; null without the option.
        string? JsonFile(ParseResult result) => result.GetResult(json) is { Implicit: false } ? result.GetValue(json) ?? "" : null;
    }

    private static Option<int> Number(string name, string description, int otherwise, int minimum, int maximum) => CheckedOption.Create(
        name, "N", description, text => CheckedOption.Whole(text, minimum, maximum)
            ?? throw new FormatException($"must be a number from {minimum} to {maximum}"),
        _ => otherwise);

    private static Option<string> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };
}
