using System.CommandLine;

namespace MmsQueue.Cli;

/// <summary>The options of every command: where the system is, and how to answer.</summary>
internal sealed class CommonOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Answer in JSON, errors too." };
    private readonly Option<string> _outputs = Text("--outputs", "FILE", "The stack's outputs: JSON of aws cloudformation describe-stacks, of sam list stack-outputs, or Local's stack.json. Default: .local/stack.json.");
    private readonly Option<string> _queueUrl = Text("--queue-url", "URL", "The media queue.");
    private readonly Option<string> _deadLetterQueueUrl = Text("--dead-letter-queue-url", "URL", "The dead-letter queue.");
    private readonly Option<string> _bucket = Text("--bucket", "NAME", "The media bucket.");
    private readonly Option<string> _linksBase = Text("--links-base", "URL", "What the links start with.");
    private readonly Option<string> _simulatorUrl = Text("--simulator-url", "URL", "The Twilio simulator of Local.");

    public void AddTo(RootCommand root)
    {
        foreach (var option in (Option<string>[])[_outputs, _queueUrl, _deadLetterQueueUrl, _bucket, _linksBase, _simulatorUrl])
        {
            root.Options.Add(option);
        }
    }

    /// <summary>Runs a command's work and turns what a person can fix into one line and an exit code.</summary>
    /// <param name="command">The command.</param>
    /// <param name="work">What it does.</param>
    /// <param name="isJson">Whether it is to answer in JSON; null when the common --json decides.</param>
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

        // What runs here is never mixed with single options, which may name what runs in AWS.
        return result.GetValue(_outputs) is { } file ? given.Or(StackOutputs.Read(file))
            : given == new StackOutputs() ? StackOutputs.ReadLocal()
            : given;
    }

    private static Option<string> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Recursive = true };
}
