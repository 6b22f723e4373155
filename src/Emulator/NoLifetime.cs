namespace MmsQueue.Emulator;

/// <summary>A host's lifetime that leaves signals to the command.</summary>
public sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc />
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
