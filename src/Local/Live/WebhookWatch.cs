using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Emulator.Twilio;
using MmsQueue.Shared;

namespace MmsQueue.Local.Live;

/// <summary>Updates the board for each webhook that the ingress handles.</summary>
internal sealed class WebhookWatch(LiveBoard board, Invoke ingress, TimeProvider time)
{
    // Twilio's limit for the text of a message.
    private const int MaxText = 1600;

    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        if (Read(payload) is not { } webhook)
        {
            return await ingress(payload, traceId, cancellationToken);
        }

        board.Change(webhook.Sid, message => message.Called(webhook.Text, webhook.Types), isNew: true);
        var started = time.GetTimestamp();
        var (status, reply) = (503, (string?)null); // as the gateway returns if the function times out
        try
        {
            var result = await ingress(payload, traceId, cancellationToken);
            (status, reply) = Answer(result);
            return result;
        }
        finally
        {
            board.Change(webhook.Sid, message => message.Answered(status, time.GetElapsedTime(started), board.Now, reply));
        }
    }

    private static (int Status, string? Reply) Answer(InvocationResult result) =>
        result.Error is null && HttpApiAnswer.Read(result.Payload) is { } answer
            ? (answer.Status, new WebhookAnswer(answer.Status, Encoding.UTF8.GetString(answer.Body)).Reply)
            : (500, null);

    // Null if it is not a webhook of a message: anyone can send anything.
    private static Called? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var form = QueryHelpers.ParseQuery(Parameters(json.RootElement));
            return Sid.IsMessage(Value("MessageSid"))
                && int.TryParse(Value("NumMedia"), NumberStyles.None, CultureInfo.InvariantCulture, out var media)
                ? new Called(Value("MessageSid")!, Value("Body"), [.. Enumerable.Range(0, Math.Min(media, 10)).Select(Type)])
                : null;

            string? Value(string name) => form.GetValueOrDefault(name).ToString() is { Length: > 0 } value ? Cut(value) : null;

            string? Type(int index) => Value(string.Create(CultureInfo.InvariantCulture, $"MediaContentType{index}"));
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return null;
        }
    }

    // Never splits a surrogate pair.
    private static string Cut(string value) =>
        value.Length <= MaxText ? value : value[..(char.IsHighSurrogate(value[MaxText - 1]) ? MaxText - 1 : MaxText)];

    private static string Parameters(JsonElement webhook) =>
        !webhook.TryGetProperty("body", out var body) ? webhook.GetProperty("rawQueryString").GetString()!
        : webhook.GetProperty("isBase64Encoded").GetBoolean() ? Encoding.UTF8.GetString(body.GetBytesFromBase64())
        : "";

    private sealed record Called(string Sid, string? Text, IReadOnlyList<string?> Types);
}
