namespace MmsQueue.Local;

/// <summary>Something that the person at the keyboard can mend: its message is shown as it is, in one line.</summary>
internal sealed class LocalException(string message, Exception? inner = null) : Exception(message, inner);
