using System.Globalization;
using System.Text.Json;
using Amazon.SQS.Model;
using MmsQueue.Cli.DeadLetters;
using MmsQueue.Shared;

namespace MmsQueue.Cli;

/// <summary>How full a queue is, and how old its oldest message; null when it has none, or when nobody tells.</summary>
internal sealed record QueueDepth(int Visible, int InFlight, int Delayed, TimeSpan? Oldest)
{
    public static async Task<QueueDepth> ReadAsync(CommandContext context, string queueUrl, CancellationToken cancellationToken)
    {
        var request = new GetQueueAttributesRequest(
            queueUrl, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"]);
        var answer = await context.Sqs.GetQueueAttributesAsync(request, cancellationToken);
        var sent = context.Stack.SqsEndpoint is { } emulator ? await OldestAsync(emulator, queueUrl, cancellationToken) : null;
        return new QueueDepth(
            answer.ApproximateNumberOfMessages,
            answer.ApproximateNumberOfMessagesNotVisible,
            answer.ApproximateNumberOfMessagesDelayed,
            context.Time.GetUtcNow() - sent);
    }

    public string[] Row(string name) => [name, Text(Visible), Text(InFlight), Text(Delayed), Oldest is { } age ? Age(age) : "-"];

    public void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteNumber("waiting", Visible);
        json.WriteNumber("inFlight", InFlight);
        json.WriteNumber("delayed", Delayed);
        LetterText.WriteNumber(json, "oldestSeconds", (long?)Oldest?.TotalSeconds);
        json.WriteEndObject();
    }

    // A look at the media queue by receiving would take one of a job's eight receives. Local's emulator shows it without.
    private static async Task<DateTimeOffset?> OldestAsync(string emulator, string queueUrl, CancellationToken cancellationToken)
    {
        try
        {
            using var http = new HttpClient();
            var name = new Uri(queueUrl).Segments[^1];
            using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri(new Uri(emulator), $"/_fauxqs/queues/{name}"), cancellationToken));
            var messages = json.RootElement.GetProperty("messages");
            return messages.EnumerateObject()
                .SelectMany(state => state.Value.EnumerateArray())
                .Select(message => message.TryGetProperty("message", out var inner) ? inner : message)
                .Select(message => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(message.GetProperty("sentTimestamp").GetInt64()))
                .Min();
        }
        catch (Exception e) when (AwsClient.IsFailure(e) || e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0.0} d"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0.0} h"),
        { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, age.TotalSeconds):0} s"),
    };
}
