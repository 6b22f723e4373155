namespace Amazon.Lambda.Core;

/// <summary>Reads events and writes responses.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads an event from <paramref name="requestStream"/>.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="requestStream">The event, from its current position to its end.</param>
    /// <returns>The event.</returns>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes a response to <paramref name="responseStream"/>.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="responseStream">Where to write; it stays open.</param>
    void Serialize<T>(T response, Stream responseStream);
}
