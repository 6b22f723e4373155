namespace MmsQueue.Operations;

/// <summary>A failure that the operator can fix. The message is one line: what failed, why, and what to do.</summary>
public sealed class OperatorException(string message, Exception? inner = null) : Exception(message, inner);
