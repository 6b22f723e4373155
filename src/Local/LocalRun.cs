using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.Local;

/// <summary>One run of the command: start, send the photo, and stay or end.</summary>
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
            Say(string.Create(CultureInfo.InvariantCulture, $"MmsQueue runs at {system.Url} (started in {clock.Elapsed.TotalSeconds:0.0} s)."));
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
        catch (LocalException e)
        {
            Say(e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Say(_stays ? "Ended." : "Interrupted.");
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

    // A failed photo is told, but the system stays: that is where the reason can be looked for.
    private async Task TryAsync(Demo demo, CancellationToken cancellationToken)
    {
        try
        {
            await demo.RunAsync(options.Photos, cancellationToken);
        }
        catch (LocalException e)
        {
            Say(e.Message);
        }
    }

    private Task DescribeAsync(LocalSystem system) => output.WriteLineAsync(
        $"""

        Look and send:    {system.Url}
        Text it another:  {HomePage.SendLine(system.Url, Path.GetRelativePath(Directory.GetCurrentDirectory(), options.Photos[0]))}
        Data and logs:    {system.DataPath}
        Ctrl-C ends it; links, queue and users are still there at the next start.
        """);

    private void Say(string line) => error.WriteLine(line);
}
