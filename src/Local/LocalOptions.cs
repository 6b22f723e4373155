namespace MmsQueue.Local;

/// <summary>The command-line options. <see cref="Concurrency"/> is the number of execution environments of each function.</summary>
internal sealed record LocalOptions(
    bool Once, IReadOnlyList<string> Photos, int Port, string Data, int Concurrency, string IngressFolder, string WorkerFolder);
