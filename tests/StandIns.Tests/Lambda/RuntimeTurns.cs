namespace MmsQueue.StandIns.Tests.Lambda;

/// <summary>The Runtime API's address is one environment variable of the process, so its tests take turns.</summary>
[CollectionDefinition(nameof(RuntimeTurns))]
public sealed class RuntimeTurns;
