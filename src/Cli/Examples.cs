using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace MmsQueue.Cli;

/// <summary>The help of a command, followed by examples.</summary>
internal sealed class Examples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = Screen.Width ?? help.MaxWidth;
        var exitCode = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var line in Of(Path(parseResult).Trim()))
        {
            output.WriteLine($"  mmsq {line}");
        }

        return exitCode;
    }

    /// <summary>The command's name and its parents' names, each followed by a space.</summary>
    public static string Path(ParseResult result)
    {
        var path = "";
        for (var command = result.CommandResult; command?.Parent is CommandResult parent; command = parent)
        {
            path = $"{command.Command.Name} {path}";
        }

        return path;
    }

    private static string[] Of(string path) => path switch
    {
        "send" => ["send photo.jpg", "send photo.jpg card.vcf --from +14155550100 --body hello", "send photo.jpg --fault 401"],
        "status" => ["status", "status --outputs outputs.json --json"],
        "dlq" => ["dlq list", "dlq show 2d895cae", "dlq replay --reason unauthorized", "dlq purge --reason not-found"],
        "dlq list" => ["dlq list --limit 20", "dlq list --reason not-found --since 2h"],
        "dlq show" => ["dlq show 2d895cae"],
        "dlq replay" =>
        [
            "dlq replay --reason unauthorized --dry-run", "dlq replay --all --rate 10/s --yes", "dlq replay --all --server-side",
        ],
        "dlq purge" => ["dlq purge --reason not-found --file not-found.jsonl", "dlq purge --id 2d895cae --yes"],
        "reconcile" =>
        [
            "reconcile --dry-run", "reconcile --since 12h --reply --yes", "reconcile --outputs outputs.json --since 6h --rate 2/s",
        ],
        "load" =>
        [
            "load --messages 2000 --report load.html", "load --faults 404x2=5%,500x3=5%,404=1% --json load.json",
            "load --rate 5/s --through webhook",
        ],
        _ =>
        [
            "send photo.jpg", "status", "dlq list", "dlq replay --reason unauthorized", "reconcile --dry-run",
            "status --outputs outputs.json",
        ],
    };
}
