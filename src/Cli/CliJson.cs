using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MmsQueue.Cli.Load;
using MmsQueue.Cli.Reconcile;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli;

/// <summary>The JSON that mmsq writes, and the JSON that it reads from Local's simulator.</summary>
[JsonSerializable(typeof(DepthJson))]
[JsonSerializable(typeof(HostedMedia))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(ListJson))]
[JsonSerializable(typeof(LoadJson))]
[JsonSerializable(typeof(MoveJson))]
[JsonSerializable(typeof(PlanJson))]
[JsonSerializable(typeof(PurgeJson))]
[JsonSerializable(typeof(ReconcileJson))]
[JsonSerializable(typeof(ReplayJson))]
[JsonSerializable(typeof(SendJson))]
[JsonSerializable(typeof(SimulatorAnswer))]
[JsonSerializable(typeof(StatusJson))]
internal sealed partial class CliJson : JsonSerializerContext
{
    public static CliJson Plain { get; } = new(
        new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, Encoder = Screen.Plain });

    /// <summary>An answer as indented JSON.</summary>
    public static string Text(object answer) => JsonSerializer.Serialize(answer, answer.GetType(), Plain);
}

internal sealed record DepthJson(int Waiting, int InFlight, int Delayed, long? OldestSeconds);

internal sealed record StatusJson(DepthJson Media, DepthJson DeadLetters, IReadOnlyDictionary<string, int> Reasons);

internal sealed record ListJson(int Count, IReadOnlyDictionary<string, int> Reasons, IEnumerable<DeadLetterRecord> Letters);

internal sealed record PlanJson(bool DryRun, int Chosen, IReadOnlyDictionary<string, int> Reasons, IEnumerable<string> Ids);

internal sealed record ReplayJson(
    bool DryRun, int Chosen, int Replayed, bool Interrupted, IReadOnlyDictionary<string, int> Reasons, IReadOnlyList<LetterFailure> Failed,
    string? Failure);

internal sealed record PurgeJson(int Deleted, string? File, IReadOnlyDictionary<string, int> Reasons);

internal sealed record MoveJson(string Status, long Moved, string? Failure);

internal sealed record SendJson(string MessageSid, string? Reply, IReadOnlyList<string> Links, bool Served);

/// <summary>The simulator's answer to a message: the webhook's status, and its reply with the links.</summary>
internal sealed record SimulatorAnswer(string MessageSid, int Status, string? Reply, IReadOnlyList<string> Links);
