namespace MmsQueue.Local;

/// <summary>What the command line asks for. <see cref="Concurrency"/> counts execution environments of each function.</summary>
internal sealed record LocalOptions(
    bool Once, IReadOnlyList<string> Photos, int Port, string Data, int Concurrency, string IngressFolder, string WorkerFolder);
