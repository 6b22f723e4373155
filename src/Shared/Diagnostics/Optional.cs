namespace MmsQueue.Shared.Diagnostics;

/// <summary>A value of a log entry that may be missing: the message and the entry then omit it.</summary>
/// <param name="Label">What precedes the value in the message, blanks included.</param>
/// <param name="Value">The value; null or empty when it is missing.</param>
public readonly record struct Optional(string Label, object? Value)
{
    /// <summary>Whether there is no value.</summary>
    public bool IsMissing => Value is null or "";

    /// <summary>Label and value; empty when the value is missing.</summary>
    public override string ToString() => IsMissing ? "" : $"{Label}{Value}";
}
