using System.Diagnostics;
using System.Globalization;
using MmsQueue.Emulator;

namespace MmsQueue.Local;

/// <summary>One run of the command: starts the system, sends the photo, and then keeps running or stops.</summary>
internal sealed class LocalRun(LocalOptions options, TextWriter output)
{
    private bool _stays;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            await using var system = new LocalSystem(options);
            await system.RunAsync(stop => WorkAsync(system, clock, stop), cancellationToken);
            return 0;
        }
        catch (EmulatorException e)
        {
            options.Say(e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            options.Say(_stays ? "Stopped." : "Interrupted.");
            return _stays ? 0 : 1;
        }
    }

    private async Task WorkAsync(LocalSystem system, Stopwatch clock, CancellationToken cancellationToken)
    {
        options.Say(string.Create(
            CultureInfo.InvariantCulture, $"MmsQueue is running at {system.Url} (started in {clock.Elapsed.TotalSeconds:0.0} s)."));
        using var http = new HttpClient();
        var demo = new Demo(system, http, output);
        if (options.Once)
        {
            await demo.RunAsync(options.Photos, cancellationToken);
            return;
        }

        await TryAsync(demo, cancellationToken);
        await DescribeAsync(system);
        _stays = true;
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    // A failed photo is reported, but the system keeps running, so that the user can look for the cause.
    private async Task TryAsync(Demo demo, CancellationToken cancellationToken)
    {
        try
        {
            await demo.RunAsync(options.Photos, cancellationToken);
        }
        catch (EmulatorException e)
        {
            options.Say(e.Message);
        }
    }

    private Task DescribeAsync(LocalSystem system) => output.WriteLineAsync(
        $"""

        Open the page:      {system.Url}
        Send another photo: {Command(system)}
        Data and logs:      {system.DataPath}
        Press Ctrl-C to stop. Links, queues and users are kept for the next start.
        """);

    private string Command(LocalSystem system) =>
        CurlExample.SendLine(system.Url, Path.GetRelativePath(Directory.GetCurrentDirectory(), options.Photos[0]));
}
