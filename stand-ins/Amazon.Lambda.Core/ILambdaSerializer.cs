namespace Amazon.Lambda.Core;

/// <summary>Turns events into objects and objects into answers.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads an event from <paramref name="requestStream"/>.</summary>
    /// <typeparam name="T">The event's type.</typeparam>
    /// <param name="requestStream">The event, from its current position to its end.</param>
    /// <returns>The event.</returns>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes an answer to <paramref name="responseStream"/>.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="response">The answer.</param>
    /// <param name="responseStream">Where to write; it stays open.</param>
    void Serialize<T>(T response, Stream responseStream);
}
