using MmsQueue.Emulator;

namespace MmsQueue.Local;

/// <summary>A part of the system. If it fails, the host stops.</summary>
internal sealed class Part(string name, Func<CancellationToken, Task> run) : BackgroundService
{
    /// <summary>Why it failed; null if it did not.</summary>
    public string? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await run(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Failure = e is EmulatorException ? e.Message : $"{name} failed: {e.Message}";
            throw new EmulatorException(Failure, e);
        }
    }
}
