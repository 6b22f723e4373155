using System.CommandLine;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq.</summary>
internal static class DeadLetterCommands
{
    public static Command Create(CommonOptions common) => new("dlq", "Looks into the dead-letter queue, puts its jobs back on their way, or deletes them.")
    {
        ListCommand.Create(common),
        ShowCommand.Create(common),
        ReplayCommand.Create(common),
        PurgeCommand.Create(common),
    };
}
