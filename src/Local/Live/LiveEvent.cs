using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace MmsQueue.Local.Live;

/// <summary>An event for the front page, with its kind in its JSON.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LiveState), "state")]
[JsonDerivedType(typeof(LiveMessage), "message")]
[JsonDerivedType(typeof(LiveCounted), "totals")]
[JsonDerivedType(typeof(LiveLetter), "letter")]
[JsonDerivedType(typeof(LiveGone), "gone")]
[JsonDerivedType(typeof(LiveLine), "line")]
[JsonDerivedType(typeof(LiveDepth), "depth")]
[JsonDerivedType(typeof(LivePaused), "paused")]
[JsonDerivedType(typeof(LiveEndpoint), "endpoint")]
internal abstract record LiveEvent
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, LiveJson.Default.LiveEvent);
}

/// <summary>The state of the front page. Only messages and totals survive a restart.</summary>
internal sealed record LiveState(LiveTotals Totals, IReadOnlyList<LiveMessage> Messages) : LiveEvent
{
    public IReadOnlyList<LiveLetter>? Letters { get; init; }

    public IReadOnlyList<LiveLine>? Lines { get; init; }

    public bool Paused { get; init; }

    public bool Down { get; init; }

    public LiveDepth? Depth { get; init; }
}

/// <summary>The totals after a change to a message that is not shown.</summary>
internal sealed record LiveCounted(LiveTotals Totals) : LiveEvent;

/// <summary>A dead letter was replayed.</summary>
internal sealed record LiveGone(string Key) : LiveEvent;

/// <summary>One line of a function's log.</summary>
internal sealed record LiveLine(DateTimeOffset At, string Function, string Level, string Text) : LiveEvent
{
    public string Text { get; } = LiveJson.WithoutNumbers(Text);
}

/// <summary>The depth of the queues: jobs ready to be received, jobs waiting for their next receive, and dead letters.</summary>
internal sealed record LiveDepth(int Waiting, int Later, int Dead) : LiveEvent;

/// <summary>The worker was paused or resumed.</summary>
internal sealed record LivePaused(bool Paused) : LiveEvent;

/// <summary>The endpoint became unreachable or reachable.</summary>
internal sealed record LiveEndpoint(bool Down) : LiveEvent;

/// <summary>The number of messages that the webhook answered and refused, and of media files that are stored and in progress.</summary>
internal sealed record LiveTotals(int Answered, int Refused, int Stored, int Working)
{
    /// <summary>A media file that is received again after it was stored leaves the total until it is stored again.</summary>
    public LiveTotals With(LiveMessage before, LiveMessage after) => new(
        Answered + One(after.Status is not null) - One(before.Status is not null),
        Refused + One(after.IsRefused) - One(before.IsRefused),
        Stored + Count(after, LiveStage.Stored) - Count(before, LiveStage.Stored),
        Working + Count(after, LiveStage.Working) - Count(before, LiveStage.Working));

    private static int One(bool condition) => condition ? 1 : 0;

    private static int Count(LiveMessage message, LiveStage stage) => message.Media.Count(media => media.Stage == stage);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(StageNames), typeof(UnixMilliseconds)])]
[JsonSerializable(typeof(LiveEvent))]
[JsonSerializable(typeof(LiveState))]
internal sealed partial class LiveJson : JsonSerializerContext
{
    /// <summary>The functions log no phone numbers, but other output, such as a stack trace, can contain them.</summary>
    public static string WithoutNumbers(string text) => Number().Replace(text, "+…");

    [GeneratedRegex(@"(?:\+|%2B)[0-9]{7,15}", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}

internal sealed class StageNames() : JsonStringEnumConverter<LiveStage>(JsonNamingPolicy.CamelCase);

/// <summary>Times as a browser converts them to its time zone.</summary>
internal sealed class UnixMilliseconds : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToUnixTimeMilliseconds());
}
