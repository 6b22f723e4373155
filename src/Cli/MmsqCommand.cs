using System.CommandLine;
using MmsQueue.Cli.DeadLetters;
using MmsQueue.Cli.Load;

namespace MmsQueue.Cli;

/// <summary>The command line: stdout is the answer, stderr progress and errors; 0 done, 1 failed, 2 wrong usage.</summary>
internal static class MmsqCommand
{
    // Ctrl-C lets a batch end that is half sent, and gives back what is held.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var result = Root().Parse(args);
        if (result.Errors.Count > 0)
        {
            await error.WriteLineAsync($"{result.Errors[0].Message} (mmsq {Path(result)}--help tells the usage.)".ReplaceLineEndings(" "));
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
        var root = new RootCommand("Operates MmsQueue: what runs on this machine (.local/stack.json) or in AWS (--outputs FILE).")
        {
            SendCommand.Create(common),
            StatusCommand.Create(common),
            DeadLetterCommands.Create(common),
            LoadCommand.Create(common),
        };
        common.AddTo(root);
        return root;
    }

    private static string Path(ParseResult result)
    {
        var names = new Stack<string>();
        for (var command = result.CommandResult; command?.Parent is System.CommandLine.Parsing.CommandResult parent; command = parent)
        {
            names.Push(command.Command.Name);
        }

        return string.Concat(names.Select(name => name + " "));
    }
}
