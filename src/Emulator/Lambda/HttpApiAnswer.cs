using System.Text;
using System.Text.Json;

namespace MmsQueue.Emulator.Lambda;

/// <summary>A function's response as an HTTP API interprets it: without <c>statusCode</c> it is a 200 with JSON.</summary>
public sealed record HttpApiAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>Null if the gateway could not interpret the response and would return 500.</summary>
    public static HttpApiAnswer? Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var root = json.RootElement;
            return root.ValueKind is JsonValueKind.Object && root.TryGetProperty("statusCode", out var status)
                ? new HttpApiAnswer(status.GetInt32(), ReadHeaders(root), ReadBody(root))
                : new HttpApiAnswer(200, [new("Content-Type", "application/json")], payload.ToArray());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static List<KeyValuePair<string, string>> ReadHeaders(JsonElement root)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (root.TryGetProperty("headers", out var single) && single.ValueKind is JsonValueKind.Object)
        {
            headers.AddRange(single.EnumerateObject().Select(h => new KeyValuePair<string, string>(h.Name, h.Value.ToString())));
        }

        if (root.TryGetProperty("cookies", out var cookies) && cookies.ValueKind is JsonValueKind.Array)
        {
            headers.AddRange(cookies.EnumerateArray().Select(c => new KeyValuePair<string, string>("Set-Cookie", c.ToString())));
        }

        if (!headers.Exists(h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new("Content-Type", "text/plain;charset=utf-8"));
        }

        return headers;
    }

    private static byte[] ReadBody(JsonElement root)
    {
        var body = root.TryGetProperty("body", out var text) ? text.ToString() : "";
        return root.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind is JsonValueKind.True
            ? Convert.FromBase64String(body)
            : Encoding.UTF8.GetBytes(body);
    }
}
