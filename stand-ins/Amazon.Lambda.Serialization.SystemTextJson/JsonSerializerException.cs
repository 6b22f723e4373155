namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event could not be read, or an answer could not be written.</summary>
public class JsonSerializerException : Exception
{
    /// <summary>Says what went wrong.</summary>
    /// <param name="message">What went wrong.</param>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Says what went wrong, and why.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="exception">Why.</param>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
