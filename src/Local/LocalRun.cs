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

        try
        {
            await demo.RunAsync(options.Photos, cancellationToken);
        }
        catch (EmulatorException e)
        {
            // The system keeps running, so that the user can look for the cause.
            options.Say(e.Message);
        }

        await DescribeAsync(system);
        _stays = true;
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private Task DescribeAsync(LocalSystem system) => output.WriteLineAsync(
        $"""

        Open the page:      {system.Url}
        Send another photo: {FrontPage.CurlCommand(system.Url, Path.GetRelativePath(Directory.GetCurrentDirectory(), options.Photos[0]))}
        Data and logs:      {system.DataPath}
        Press Ctrl-C to stop. Links, queues and users are kept for the next start.
        """);
}
