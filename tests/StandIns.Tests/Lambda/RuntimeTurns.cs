namespace MmsQueue.StandIns.Tests.Lambda;

/// <summary>The address of the Runtime API is an environment variable of the process, so its tests do not run in parallel.</summary>
[CollectionDefinition(nameof(RuntimeTurns))]
public sealed class RuntimeTurns;
