using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.SQS.Model;

namespace MmsQueue.Operations.DeadLetters;

/// <summary>A message attribute; binary values are Base64.</summary>
public sealed record AttributeRecord(string Type, string Value)
{
    internal static AttributeRecord From(MessageAttributeValue value) =>
        new(value.DataType, value.StringValue ?? Convert.ToBase64String(value.BinaryValue?.ToArray() ?? []));
}

/// <summary>A dead letter as JSON.</summary>
public sealed record DeadLetterRecord(
    string Id, string Time, string? MessageSid, int? MediaIndex,
    string Reason, string Detail, int? Receives, int Replays, string? FirstReceivedAt)
{
    /// <summary>The message's body.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    /// <summary>The message's system attributes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>The message's own attributes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, AttributeRecord>? MessageAttributes { get; init; }

    /// <summary>The letter without its message.</summary>
    public static DeadLetterRecord From(DeadLetter letter) => new(
        letter.Id, Text(letter.Time), letter.Job?.MessageSid, letter.Job?.MediaIndex,
        letter.Reason, letter.Detail, letter.Receives, letter.Replays, letter.FirstReceivedAt);

    /// <summary>The letter with everything that SQS holds, enough to send the message again.</summary>
    public static DeadLetterRecord Whole(DeadLetter letter) => From(letter) with
    {
        Body = letter.Message.Body,
        Attributes = letter.Message.Attributes ?? [],
        MessageAttributes = (letter.Message.MessageAttributes ?? [])
            .ToDictionary(attribute => attribute.Key, attribute => AttributeRecord.From(attribute.Value), StringComparer.Ordinal),
    };

    /// <summary>A time as ISO 8601 in UTC, to the second.</summary>
    public static string Text(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";

    /// <summary>Writes whole letters to a new file, one JSON line each.</summary>
    /// <exception cref="OperatorException">The file exists or cannot be written.</exception>
    public static async Task WriteAsync(string file, IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            foreach (var letter in letters)
            {
                await JsonSerializer.SerializeAsync(stream, Whole(letter), DeadLetterJson.Plain.DeadLetterRecord, cancellationToken);
                stream.WriteByte((byte)'\n');
            }

            // Flushed to the disk itself, because the letters exist nowhere else once they are deleted.
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be written: {e.Message} Nothing was deleted. Choose another --file.", e);
        }
    }
}

[JsonSerializable(typeof(DeadLetterRecord))]
internal sealed partial class DeadLetterJson : JsonSerializerContext
{
    // For files, not for HTML: quotes and plus signs stay as they are.
    public static DeadLetterJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
