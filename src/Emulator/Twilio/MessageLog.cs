using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MmsQueue.Emulator.Twilio;

/// <summary>A message in the simulated Twilio's log.</summary>
internal sealed record LoggedMessage(
    string Sid, string Direction, string From, string To, string Body, IReadOnlyList<string> Media, DateTimeOffset SentAt)
{
    public const string Inbound = "inbound";
    public const string Reply = "outbound-reply";
    public const string Api = "outbound-api";

    /// <summary>How many media files it had on arrival.</summary>
    public int MediaCount => Media.Count;
}

/// <summary>An alert about a webhook that failed, with its form.</summary>
internal sealed record LoggedAlert(string Sid, string MessageSid, string Form, DateTimeOffset At);

/// <summary>Everything that the simulated Twilio keeps about messages, in memory and, line by line, on disk.</summary>
internal sealed class MessageLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LoggedMessage> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LoggedAlert> _alerts = new(StringComparer.Ordinal);
    private readonly string _messageFile;
    private readonly string _alertFile;
    private readonly TimeProvider _time;

    public MessageLog(string folder, TimeProvider time)
    {
        (_messageFile, _alertFile, _time) = (Path.Combine(folder, "messages.jsonl"), Path.Combine(folder, "alerts.jsonl"), time);
        foreach (var line in Lines(_messageFile))
        {
            var message = JsonSerializer.Deserialize(line, MessageLogJson.Default.LoggedMessage)!;
            _messages[message.Sid] = message;
        }

        foreach (var line in Lines(_alertFile))
        {
            var alert = JsonSerializer.Deserialize(line, MessageLogJson.Default.LoggedAlert)!;
            _alerts[alert.Sid] = alert;
        }
    }

    /// <summary>Adds a message that was received.</summary>
    public void AddInbound(SimulatedMessage message) => Add(new LoggedMessage(
        message.Sid, LoggedMessage.Inbound, message.From, message.To, message.Body,
        [.. message.Media.Select(media => media.Url.Split('/')[^1])], Now()));

    /// <summary>Adds a message that was sent, and returns it.</summary>
    public LoggedMessage AddOutbound(string direction, string from, string to, string body)
    {
        var message = new LoggedMessage(NewSid("SM"), direction, from, to, body, [], Now());
        Add(message);
        return message;
    }

    /// <summary>Adds an alert about a message's webhook.</summary>
    public void AddAlert(SimulatedMessage message)
    {
        var fields = message.Parameters().Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        var alert = new LoggedAlert(NewSid("NO"), message.Sid, string.Join('&', fields), Now());
        lock (_lock)
        {
            _alerts[alert.Sid] = alert;
            Append(_alertFile, JsonSerializer.Serialize(alert, MessageLogJson.Default.LoggedAlert));
        }
    }

    public LoggedMessage? Find(string sid)
    {
        lock (_lock)
        {
            return _messages.GetValueOrDefault(sid);
        }
    }

    public LoggedAlert? FindAlert(string sid)
    {
        lock (_lock)
        {
            return _alerts.GetValueOrDefault(sid);
        }
    }

    public IReadOnlyList<LoggedMessage> Messages()
    {
        lock (_lock)
        {
            return [.. _messages.Values];
        }
    }

    public IReadOnlyList<LoggedAlert> Alerts()
    {
        lock (_lock)
        {
            return [.. _alerts.Values];
        }
    }

    private void Add(LoggedMessage message)
    {
        lock (_lock)
        {
            _messages[message.Sid] = message;
            Append(_messageFile, JsonSerializer.Serialize(message, MessageLogJson.Default.LoggedMessage));
        }
    }

    private static string NewSid(string prefix) => prefix + RandomNumberGenerator.GetHexString(32, lowercase: true);

    private DateTimeOffset Now() => _time.GetUtcNow();

    private static string[] Lines(string file) => DataFolder.Guard(file, () => File.Exists(file) ? File.ReadAllLines(file) : []);

    private static void Append(string file, string line) => File.AppendAllText(file, line + "\n");
}

[JsonSerializable(typeof(LoggedMessage))]
[JsonSerializable(typeof(LoggedAlert))]
internal sealed partial class MessageLogJson : JsonSerializerContext;
