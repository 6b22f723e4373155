using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using MmsQueue.Shared;

namespace MmsQueue.Local;

/// <summary>Tells the board of each webhook on its way through the ingress.</summary>
internal sealed class WebhookWatch(LiveBoard board, Invoke ingress, TimeProvider time)
{
    public async Task<InvocationResult> InvokeAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken cancellationToken)
    {
        if (Read(payload) is not var (sid, media))
        {
            return await ingress(payload, traceId, cancellationToken);
        }

        board.Change(sid, message => message.Called(media));
        var started = time.GetTimestamp();
        var status = 503; // of a gateway whose function does not answer in time
        try
        {
            var result = await ingress(payload, traceId, cancellationToken);
            status = result.Error is null ? HttpApiAnswer.Read(result.Payload)?.Status ?? 500 : 500;
            return result;
        }
        finally
        {
            board.Change(sid, message => message.Answered(status, time.GetElapsedTime(started), board.Now));
        }
    }

    // Null when it is no webhook of a message: anybody may call with anything.
    private static (string Sid, int Media)? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var form = QueryHelpers.ParseQuery(Parameters(json.RootElement));
            var sid = form.GetValueOrDefault("MessageSid").ToString();
            return Sid.IsMessage(sid) && int.TryParse(form.GetValueOrDefault("NumMedia").ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var media)
                ? (sid, Math.Min(media, 10))
                : null;
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return null;
        }
    }

    private static string Parameters(JsonElement webhook) =>
        !webhook.TryGetProperty("body", out var body) ? webhook.GetProperty("rawQueryString").GetString()!
        : webhook.GetProperty("isBase64Encoded").GetBoolean() ? Encoding.UTF8.GetString(body.GetBytesFromBase64())
        : "";
}
