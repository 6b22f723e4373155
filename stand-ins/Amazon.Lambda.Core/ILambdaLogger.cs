namespace Amazon.Lambda.Core;

/// <summary>Writes to the function's log.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes <paramref name="message"/> unchanged.</summary>
    /// <param name="message">The text to write.</param>
    void Log(string message);

    /// <summary>Writes <paramref name="message"/> and a line break.</summary>
    /// <param name="message">The text to write.</param>
    void LogLine(string message);
}
