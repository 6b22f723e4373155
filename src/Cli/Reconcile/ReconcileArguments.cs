using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace MmsQueue.Cli.Reconcile;

/// <summary>The options of mmsq reconcile.</summary>
internal sealed partial class ReconcileArguments
{
    private const int MostDays = 400;
    private static readonly TimeSpan DefaultSince = TimeSpan.FromHours(24);
    private static readonly TimeSpan DefaultUntil = TimeSpan.FromMinutes(15);

    private readonly Option<TimeSpan?> _since = Age(
        "--since", $"Check messages up to this age: 90m, 24h, 3d. At most {MostDays}d, as long as Twilio keeps messages. Default: 24h.");

    private readonly Option<TimeSpan?> _until = Age(
        "--until", "Skip messages younger than this, because they may still be on their way. Default: 15m.");

    private readonly Option<string[]> _number = new("--number")
    {
        Description = "Check messages to this number; may be repeated. Default: every number whose webhook is this stack's.",
        HelpName = "+1…",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only list what is missing." };
    private readonly Option<bool> _reply = new("--reply")
    {
        Description = "Send the links to people who got no reply. Messages older than 24 hours get none.",
    };

    private readonly Option<double> _rate = CheckedOption.Create(
        "--rate", "N/s", "Recovered messages per second.",
        text => CheckedOption.Rate(text, 1000) ?? throw new FormatException($"{text} is not a number per second from 0.1 to 1000"),
        _ => 10.0);

    private readonly Option<bool> _yes = new("--yes") { Description = "Do not prompt." };

    public void AddTo(Command command)
    {
        _number.Validators.Add(CheckNumbers);
        foreach (var option in (Option[])[_since, _until, _number, _dryRun, _reply, _rate, _yes])
        {
            command.Options.Add(option);
        }
    }

    public ReconcileChoice Read(ParseResult result) => new(
        result.GetValue(_since) ?? DefaultSince,
        result.GetValue(_until) ?? DefaultUntil,
        result.GetValue(_number) ?? [],
        result.GetValue(_rate),
        result.GetValue(_dryRun),
        result.GetValue(_reply),
        result.GetValue(_yes));

    private static Option<TimeSpan?> Age(string name, string description) =>
        CheckedOption.Create<TimeSpan?>(name, "AGE", description, text => ParseAge(text));

    private static TimeSpan ParseAge(string text) =>
        CheckedOption.Age(text) is not { } age ? throw new FormatException($"{text} is not an age such as 90m, 24h or 3d")
        : age <= TimeSpan.FromDays(MostDays) ? age
        : throw new FormatException($"{text} is more than {MostDays} days, and Twilio keeps messages no longer");

    // The error does not quote the number: no phone number is in any output.
    private static void CheckNumbers(OptionResult result)
    {
        if (result.Tokens.Any(token => !Number().IsMatch(token.Value)))
        {
            result.AddError("--number: a number is + and 7 to 15 digits, after whatsapp: for a WhatsApp sender, or a short code.");
        }
    }

    [GeneratedRegex(@"\A(?:(?:whatsapp:)?\+[1-9][0-9]{6,14}|[0-9]{3,8})\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}

/// <summary>Which messages to reconcile, how, and whether to prompt or only list them.</summary>
/// <param name="Since">The age of the oldest message.</param>
/// <param name="Until">The age of the youngest message.</param>
/// <param name="Numbers">The numbers that received them; empty for those that call the webhook.</param>
/// <param name="Rate">The most recoveries per second.</param>
/// <param name="DryRun">Whether to change nothing.</param>
/// <param name="Reply">Whether people who got no reply are sent the links.</param>
/// <param name="Yes">Whether not to prompt.</param>
internal sealed record ReconcileChoice(
    TimeSpan Since, TimeSpan Until, IReadOnlyList<string> Numbers, double Rate, bool DryRun, bool Reply, bool Yes)
{
    /// <exception cref="UsageException">No message can match, or there is no terminal to prompt on.</exception>
    public void Check()
    {
        if (Until >= Since)
        {
            throw new UsageException(
                "No message is older than --until and younger than --since: give a longer --since or a shorter --until.");
        }

        if (!Yes && !DryRun && !Screen.CanAsk)
        {
            throw new UsageException("Cannot prompt without a terminal: give --yes, or preview with --dry-run.");
        }
    }
}
