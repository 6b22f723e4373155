using System.CommandLine;

namespace MmsQueue.Cli.DeadLetters;

/// <summary>mmsq dlq.</summary>
internal static class DeadLetterCommands
{
    public static Command Create(CommonOptions common) => new("dlq", "Lists, shows, replays or deletes dead letters.")
    {
        ListCommand.Create(common),
        ShowCommand.Create(common),
        ReplayCommand.Create(common),
        PurgeCommand.Create(common),
    };
}
