namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event could not be read, or a response could not be written.</summary>
public class JsonSerializerException : Exception
{
    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What went wrong.</param>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and its cause.</summary>
    /// <param name="message">What went wrong.</param>
    /// <param name="exception">The cause.</param>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
