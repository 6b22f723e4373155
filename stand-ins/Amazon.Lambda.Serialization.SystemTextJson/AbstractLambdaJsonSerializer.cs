using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Reads and writes streams, and wraps every failure in a <see cref="JsonSerializerException"/>.</summary>
public abstract class AbstractLambdaJsonSerializer
{
    // Responses are JSON and never HTML, so only what JSON requires is escaped.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes <paramref name="response"/> as JSON, without nulls.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="responseStream">Where to write; it stays open.</param>
    /// <exception cref="JsonSerializerException">The response could not be written.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var writer = new Utf8JsonWriter(responseStream, WriterOptions);
            InternalSerialize(writer, response);
        }
        catch (Exception e)
        {
            throw new JsonSerializerException($"The answer of type {typeof(T).FullName} could not be written as JSON: {e.Message}", e);
        }
    }

    /// <summary>Reads JSON; property names are matched case-insensitively.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="requestStream">The event.</param>
    /// <returns>The event.</returns>
    /// <exception cref="JsonSerializerException">The event could not be read.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            using var copy = new MemoryStream();
            requestStream.CopyTo(copy);
            return InternalDeserialize<T>(copy.ToArray());
        }
        catch (Exception e)
        {
            throw new JsonSerializerException($"The event could not be read from JSON as {typeof(T).FullName}: {e.Message}", e);
        }
    }

    /// <summary>Writes <paramref name="response"/>.</summary>
    /// <typeparam name="T">The type of the response.</typeparam>
    /// <param name="writer">Where to write.</param>
    /// <param name="response">The response.</param>
    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    /// <summary>Reads an event.</summary>
    /// <typeparam name="T">The type of the event.</typeparam>
    /// <param name="utf8Json">The whole event.</param>
    /// <returns>The event.</returns>
    protected abstract T InternalDeserialize<T>(byte[] utf8Json);
}
