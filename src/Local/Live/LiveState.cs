using System.Text.Json.Serialization;

namespace MmsQueue.Local;

/// <summary>What the front page still knows after a restart.</summary>
internal sealed record LiveState(LiveTotals Totals, IReadOnlyList<LiveMessage> Messages);

[JsonSourceGenerationOptions(UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(LiveState))]
internal sealed partial class LiveStateJson : JsonSerializerContext;
