using System.CommandLine;

namespace MmsQueue.Cli;

/// <summary>mmsq send.</summary>
internal static class SendCommand
{
    private const int MostFiles = 10;

    public static Command Create(CommonOptions common)
    {
        var files = new Argument<string[]>("FILE") { Description = "The media files, 1 to 10.", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(result =>
        {
            if (Wrong([.. result.Tokens.Select(token => token.Value)]) is { } wrong)
            {
                result.AddError(wrong);
            }
        });
        var from = new Option<string>("--from") { Description = "The sender's phone number.", HelpName = "+1…" };
        var body = new Option<string>("--body") { Description = "The message text.", HelpName = "TEXT" };
        var fault = new Option<string>("--fault")
        {
            Description = "The fault that the simulated Twilio injects: 404x2, 401, 500x3, slow, truncate …",
            HelpName = "F",
        };
        var noWait = new Option<bool>("--no-wait") { Description = "Do not wait until the links serve the media files." };
        var command = new Command("send", "Sends an MMS through Local's Twilio simulator and waits until its links serve the media files.")
        {
            files, from, body, fault, noWait,
        };
        common.Handle(command, async (context, result, cancellationToken) =>
        {
            using var run = new SendRun(context);
            var message = new OutgoingMessage(
                result.GetRequiredValue(files), result.GetValue(from), result.GetValue(body), result.GetValue(fault));
            return await run.RunAsync(message, !result.GetValue(noWait), cancellationToken);
        });
        return command;
    }

    private static string? Wrong(string[] files) =>
        files.Length > MostFiles ? "FILE: a message can have at most 10 media files."
        : Array.Find(files, file => !File.Exists(file)) is { } missing ? $"FILE: {missing} does not exist."
        : Array.Find(files, file => new FileInfo(file).Length == 0) is { } empty ? $"FILE: {empty} is empty."
        : null;
}
