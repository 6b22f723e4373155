namespace MmsQueue.Local;

/// <summary>The command-line options. <see cref="Concurrency"/> is the number of environments of the ingress and of the worker.</summary>
internal sealed record LocalOptions(
    bool Once, IReadOnlyList<string> Photos, int Port, string Data, int Concurrency, string IngressFolder, string WorkerFolder,
    string ReconcilerFolder)
{
    /// <summary>Reports progress in one line.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The prefix of every key in the bucket.</summary>
    public string KeyPrefix => Given("MEDIA_KEY_PREFIX")?.Trim('/') ?? "media";

    /// <summary>An environment variable; null if it is empty.</summary>
    public string? Given(string name) => Variable(name) is { Length: > 0 } value ? value : null;
}
