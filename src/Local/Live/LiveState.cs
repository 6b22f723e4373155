using System.Text.Json.Serialization;

namespace MmsQueue.Local.Live;

/// <summary>The state of the front page that survives a restart.</summary>
internal sealed record LiveState(LiveTotals Totals, IReadOnlyList<LiveMessage> Messages);

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(LiveState))]
internal sealed partial class LiveStateJson : JsonSerializerContext;
