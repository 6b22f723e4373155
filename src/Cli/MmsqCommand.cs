using System.CommandLine;
using System.CommandLine.Help;
using MmsQueue.Cli.DeadLetters;
using MmsQueue.Cli.Load;
using MmsQueue.Cli.Reconcile;

namespace MmsQueue.Cli;

/// <summary>The command line. Answers go to stdout, progress and errors to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage.</summary>
internal static class MmsqCommand
{
    // On Ctrl-C, a batch in progress is completed and held letters are released.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var result = Root().Parse(args);
        if (result.Errors.Count > 0)
        {
            var line = $"{result.Errors[0].Message}{Suggestion.For(result)} Usage: mmsq {Examples.Path(result)}--help";
            new Screen(output, error, args.Contains("--json", StringComparer.Ordinal)).Fail(line.ReplaceLineEndings(" "));
            return 2;
        }

        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            ProcessTerminationTimeout = TimeToEnd,
            EnableDefaultExceptionHandler = false,
        };
        return await result.InvokeAsync(configuration, cancellationToken);
    }

    private static RootCommand Root()
    {
        var common = new CommonOptions();
        var root = new RootCommand("Operates MmsQueue on this machine (.local/stack.json) or in AWS (--outputs FILE).")
        {
            SendCommand.Create(common),
            StatusCommand.Create(common),
            new Command("dlq", "Lists, shows, replays or deletes dead letters.")
            {
                ListCommand.Create(common), ShowCommand.Create(common), ReplayCommand.Create(common), PurgeCommand.Create(common),
            },
            ReconcileCommand.Create(common),
            LoadCommand.Create(common),
        };
        common.AddTo(root);
        var help = root.Options.OfType<HelpOption>().Single();
        var action = new Examples((HelpAction)help.Action!);
        help.Action = action;
        foreach (var group in root.Subcommands.Where(command => command.Action is null).Append(root))
        {
            group.SetAction(action.Invoke);
        }

        return root;
    }
}
