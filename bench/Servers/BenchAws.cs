using System.Text;
using System.Text.Json;
using Amazon.Util;
using Microsoft.AspNetCore.Http;
using MmsQueue.Emulator;

namespace MmsQueue.Bench.Servers;

/// <summary>The parts of S3, SQS and DynamoDB that a webhook and a job need. Stores nothing.</summary>
internal static class BenchAws
{
    public static async Task StoreAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.Headers.ETag = "\"00000000000000000000000000000000\"";
    }

    /// <summary>Answers SendMessageBatch with the checksums that its client verifies; all else with an empty object.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        using var request = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        await context.SendAsync(200, "application/x-amz-json-1.0", Http.Json(json =>
        {
            if (request.RootElement.TryGetProperty("Entries", out var entries))
            {
                WriteSent(json, entries);
            }
        }));
    }

    private static void WriteSent(Utf8JsonWriter json, JsonElement entries)
    {
        json.WriteStartArray("Successful");
        foreach (var entry in entries.EnumerateArray())
        {
            json.WriteStartObject();
            json.WriteString("Id", entry.GetProperty("Id").GetString());
            json.WriteString("MessageId", "00000000-0000-0000-0000-000000000000");
            var body = Encoding.UTF8.GetBytes(entry.GetProperty("MessageBody").GetString()!);
            json.WriteString("MD5OfMessageBody", Convert.ToHexStringLower(CryptoUtilFactory.CryptoInstance.ComputeMD5Hash(body)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
