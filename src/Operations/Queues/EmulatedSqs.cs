using System.Text.Json;

namespace MmsQueue.Operations.Queues;

/// <summary>What only Local's emulated SQS reports about a queue.</summary>
public static class EmulatedSqs
{
    /// <summary>When the queue's oldest message was sent; null if it has none or the emulator does not report it.</summary>
    /// <remarks>Receiving from the media queue instead would use up one of a job's eight receives.</remarks>
    public static async Task<DateTimeOffset?> OldestAsync(string endpoint, string queueUrl, CancellationToken cancellationToken)
    {
        try
        {
            using var http = new HttpClient();
            var url = new Uri(new Uri(endpoint), $"/_fauxqs/queues/{new Uri(queueUrl).Segments[^1]}");
            using var json = JsonDocument.Parse(await http.GetStringAsync(url, cancellationToken));
            return json.RootElement.GetProperty("messages").EnumerateObject()
                .SelectMany(state => state.Value.EnumerateArray())
                .Select(message => message.TryGetProperty("message", out var inner) ? inner : message)
                .Select(message => message.GetProperty("sentTimestamp").GetInt64())
                .Select(milliseconds => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
                .Min();
        }
        catch (Exception e) when (AwsFailure.Is(e) || e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
