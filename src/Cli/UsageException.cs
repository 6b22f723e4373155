namespace MmsQueue.Cli;

/// <summary>A contradictory or incomplete command line that only the command itself can detect; exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
