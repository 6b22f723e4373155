namespace MmsQueue.Cli;

/// <summary>What the person at the keyboard can mend: one line that says the thing, the reason and the remedy; exit 1.</summary>
internal sealed class MmsqException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A command line that says two things at once or too little, as only the command itself can find out; exit 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
