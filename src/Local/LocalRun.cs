using System.Diagnostics;
using System.Globalization;
using MmsQueue.Emulator;

namespace MmsQueue.Local;

/// <summary>One run of the command: starts the system, sends the photo, and then keeps running or stops.</summary>
internal sealed class LocalRun(LocalOptions options, TextWriter output, TextWriter error)
{
    private bool _stays;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var clock = Stopwatch.StartNew();
            await using var system = await LocalSystem.StartAsync(options, Environment.GetEnvironmentVariable, Say, cancellationToken);
            Say(string.Create(
                CultureInfo.InvariantCulture, $"MmsQueue is running at {system.Url} (started in {clock.Elapsed.TotalSeconds:0.0} s)."));
            var working = WorkAsync(system, stop.Token);
            if (await Task.WhenAny(working, system.Broken) == working)
            {
                await working;
                return 0;
            }

            Say(await system.Broken);
            await stop.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 1;
        }
        catch (EmulatorException e)
        {
            Say(e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Say(_stays ? "Stopped." : "Interrupted.");
            return _stays ? 0 : 1;
        }
    }

    private async Task WorkAsync(LocalSystem system, CancellationToken cancellationToken)
    {
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
            Say(e.Message);
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

    private void Say(string line) => error.WriteLine(line);
}
