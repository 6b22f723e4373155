using System.Threading.Channels;
using MmsQueue.Emulator;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Bench.Functions;

/// <summary>The emulated Lambda Runtime API, which runs functions as processes.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly LoopbackServer _server = LoopbackServer.Reserve(0);
    private readonly RuntimeApi _api;

    private FunctionHost() => _api = new RuntimeApi(_server.Authority);

    public static async Task<FunctionHost> StartAsync()
    {
        var host = new FunctionHost();
        await host._server.StartAsync(host._api.Map, Console.Error.WriteLine);
        return host;
    }

    /// <summary>Starts a function in its own environment.</summary>
    public RunningFunction Start(FunctionProgram program)
    {
        var queue = Channel.CreateUnbounded<Invocation>();
        var log = new StandardLog();
        var environment = _api.Start(api => new ExecutionEnvironment(program, api, queue.Reader, log.Add), program.Name);
        return new RunningFunction(environment, queue.Writer, log);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

/// <summary>The last line that a function wrote.</summary>
internal sealed class StandardLog
{
    public string Last { get; private set; } = "";

    public void Add(string line) => Last = line;
}
