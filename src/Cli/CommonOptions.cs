using System.CommandLine;
using MmsQueue.Operations;

namespace MmsQueue.Cli;

/// <summary>A contradictory or incomplete command line that only the command itself can detect; exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The options of every command: where the system is and how to answer.</summary>
internal sealed class CommonOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Write the answer and errors as JSON." };
    private readonly Option<string> _outputs = Text(
        "--outputs",
        "FILE",
        "The stack's outputs: JSON from aws cloudformation describe-stacks or sam list stack-outputs, or Local's stack.json. "
        + "Default: .local/stack.json.");

    private readonly Option<string> _queueUrl = Text("--queue-url", "URL", "URL of the media queue.");
    private readonly Option<string> _deadLetterQueueUrl = Text("--dead-letter-queue-url", "URL", "URL of the dead-letter queue.");
    private readonly Option<string> _bucket = Text("--bucket", "NAME", "Name of the media bucket.");
    private readonly Option<string> _linksBase = Text("--links-base", "URL", "Base URL of the links.");
    private readonly Option<string> _simulatorUrl = Text("--simulator-url", "URL", "URL of Local's Twilio simulator.");

    public void AddTo(RootCommand root)
    {
        foreach (var option in (Option<string>[])[_outputs, _queueUrl, _deadLetterQueueUrl, _bucket, _linksBase, _simulatorUrl])
        {
            root.Options.Add(option);
        }
    }

    /// <summary>Runs a command and turns failures that the operator can fix into one line and an exit code.</summary>
    /// <param name="command">The command.</param>
    /// <param name="work">What it does.</param>
    /// <param name="isJson">Whether to answer in JSON; if null, the common --json option decides.</param>
    public void Handle(
        Command command, Func<CommandContext, ParseResult, CancellationToken, Task<int>> work, Func<ParseResult, bool>? isJson = null)
    {
        if (isJson is null)
        {
            command.Options.Add(_json);
            isJson = result => result.GetValue(_json);
        }

        command.SetAction(async (result, cancellationToken) =>
        {
            var screen = new Screen(result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, isJson(result));
            try
            {
                using var context = new CommandContext(screen, TimeProvider.System, () => Stack(result));
                return await work(context, result, cancellationToken);
            }
            catch (UsageException e)
            {
                screen.Fail(e.Message);
                return 2;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                screen.Fail("Interrupted.");
                return 1;
            }
            catch (Exception e) when (Explanation.Of(e) is { } line)
            {
                screen.Fail(line);
                return 1;
            }
        });
    }

    private StackOutputs Stack(ParseResult result)
    {
        var given = new StackOutputs
        {
            MediaQueueUrl = result.GetValue(_queueUrl),
            DeadLetterQueueUrl = result.GetValue(_deadLetterQueueUrl),
            MediaBucket = result.GetValue(_bucket),
            PublicBaseUrl = result.GetValue(_linksBase),
            SimulatorUrl = result.GetValue(_simulatorUrl),
        };

        // Local's stack.json is never combined with single options, because they may refer to AWS.
        return result.GetValue(_outputs) is { } file ? given.Or(StackOutputs.Read(file))
            : given == new StackOutputs() ? StackOutputs.ReadLocal()
            : given;
    }

    private static Option<string> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Recursive = true };
}
