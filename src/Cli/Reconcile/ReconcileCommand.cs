using System.CommandLine;

namespace MmsQueue.Cli.Reconcile;

/// <summary>mmsq reconcile.</summary>
internal static class ReconcileCommand
{
    public static Command Create(CommonOptions common)
    {
        var arguments = new ReconcileArguments();
        var command = new Command(
            "reconcile",
            "Compares Twilio's message log with what is stored, and sends the messages that are missing to the webhook again. "
            + "Ctrl-C stops after the 15 minutes in progress.");
        arguments.AddTo(command);
        common.Handle(command, (context, result, cancellationToken) =>
        {
            var choice = arguments.Read(result);
            choice.Check();
            return new ReconcileRun(context, choice).RunAsync(cancellationToken);
        });
        return command;
    }
}
