using System.Threading.Channels;
using MmsQueue.Local;

namespace MmsQueue.Bench;

/// <summary>Local's Lambda Runtime API alone, and functions as processes under it.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly Front _front = Front.Reserve(0);
    private readonly Watchdog _watchdog = Watchdog.Start();
    private readonly RuntimeApi _api;

    private FunctionHost() => _api = new RuntimeApi(_front.Authority);

    public static async Task<FunctionHost> StartAsync()
    {
        var host = new FunctionHost();
        await host._front.StartAsync(host._api.Map, Console.Error.WriteLine);
        return host;
    }

    /// <summary>Starts a function with an environment of its own.</summary>
    public RunningFunction Start(FunctionProgram program)
    {
        var queue = Channel.CreateUnbounded<Invocation>();
        var log = new StandardLog();
        var environment = _api.Start(api => new ExecutionEnvironment(program, api, queue.Reader, log.Add, _watchdog), program.Name);
        return new RunningFunction(environment, queue.Writer, log);
    }

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await _watchdog.DisposeAsync();
    }
}

/// <summary>The last line that a function wrote.</summary>
internal sealed class StandardLog
{
    public string Last { get; private set; } = "";

    public void Add(string line) => Last = line;
}
