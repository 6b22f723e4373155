using MmsQueue.Emulator;
using MmsQueue.Emulator.Aws;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Emulator.Processes;
using MmsQueue.Emulator.Twilio;
using MmsQueue.Local.Live;

namespace MmsQueue.Local;

/// <summary>The whole system on this machine. Its parts start in order and stop in reverse order.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly LocalOptions _options;
    private readonly Func<string, string?> _variable;
    private readonly Action<string> _say;
    private readonly DataFolder _data;
    private readonly LiveBoard _board = new(TimeProvider.System);
    private readonly LogWatch _logs;
    private readonly WorkerSwitch _workerSwitch;
    private readonly TaskCompletionSource<LambdaFunction> _ingress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalSystem(LocalOptions options, Func<string, string?> variable, Action<string> say)
    {
        _options = options;
        _variable = variable;
        _say = say;
        _data = Own(DataFolder.Open(options.Data));
        _logs = new LogWatch(_board);
        _workerSwitch = new WorkerSwitch(_board.Pause);
    }

    public Uri Url { get; private set; } = null!;

    public string DataPath => _data.Path;

    public AwsClients Aws { get; private set; } = null!;

    public StackResources Stack { get; private set; } = null!;

    public LambdaFunction Ingress { get; private set; } = null!;

    public LambdaFunction Worker { get; private set; } = null!;

    /// <summary>Completes with the reason when a required part ends.</summary>
    public Task<string> Broken => _broken.Task;

    public static async Task<LocalSystem> StartAsync(
        LocalOptions options, Func<string, string?> variable, Action<string> say, CancellationToken cancellationToken)
    {
        var system = new LocalSystem(options, variable, say);
        try
        {
            await system.StartAsync(cancellationToken);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var server = Own(LastPort.Reserve(_options.Port, _data.In("port"), _say));
        Url = server.Url;
        var secrets = Secrets.LoadOrCreate(_data.In("secrets.json"), _variable);
        var stackFile = Own(new StackFile(_data.In("stack.json")));
        var endpoints = AwsEndpoints.Read(_variable) ?? await StartEmulatorsAsync(cancellationToken);
        Aws = Own(new AwsClients(endpoints));
        Stack = await StackResources.CreateAsync(Aws, endpoints, _variable, cancellationToken);

        var runtimeApi = new RuntimeApi(server.Authority);
        var webhookUrl = Given("WEBHOOK_URL")?.Split('#')[0] ?? $"https://{server.Authority}/mms";
        await server.StartAsync(routes => Map(routes, runtimeApi, secrets, webhookUrl), _say);
        await StartFunctionsAsync(new FunctionVariables(_variable, endpoints, secrets, Stack, Url), runtimeApi, cancellationToken);
        StartMapping(endpoints.Region);
        var publicBaseUrl = Given("PUBLIC_BASE_URL") ?? Url.GetLeftPart(UriPartial.Authority);
        stackFile.Write(Stack, endpoints, Url, publicBaseUrl, webhookUrl);
    }

    private async Task<AwsEndpoints> StartEmulatorsAsync(CancellationToken cancellationToken)
    {
        var emulators = Own(await Emulators.StartAsync(_data.Path, _say, cancellationToken));
        _ = WatchAsync("The emulated AWS", EndAsync());
        return AwsEndpoints.Of(emulators);

        async Task EndAsync() =>
            _broken.TrySetResult($"The emulated AWS exited with code {await emulators.Exited}. See {_data.In("logs", "aws.log")}.");
    }

    private void Map(IEndpointRouteBuilder routes, RuntimeApi runtimeApi, Secrets secrets, string webhookUrl)
    {
        var account = new TwilioAccount(secrets.AccountSid, secrets.AuthToken, Given("TWILIO_API_KEY"), Given("TWILIO_API_SECRET"));
        var twilio = Own(new TwilioSimulator(Url, _data.In("twilio"), webhookUrl, account));
        runtimeApi.Map(routes);
        twilio.Map(routes);
        _workerSwitch.Map(routes);
        new CloudFront(Aws.S3, Stack.MediaBucket, Given("MEDIA_KEY_PREFIX")?.Trim('/') ?? "media").Map(routes);
        new HttpApi(Url.Authority, new WebhookWatch(_board, InvokeIngressAsync, TimeProvider.System).InvokeAsync).Map(routes);
        MapPage(routes, twilio);
    }

    private void MapPage(IEndpointRouteBuilder routes, TwilioSimulator twilio)
    {
        var letters = Own(new DeadLetterBox(Aws.Sqs, Stack.DeadLetterQueueUrl, Stack.MediaQueueUrl));
        new Replaying(letters, twilio.ClearFault, _board).Map(routes);
        new LiveEvents(_board).Map(routes);
        new FrontPage(Url, Path.Combine(Places.Samples, "media")).Map(routes);
        var file = new BoardFile(_data.In("board.json"), _board, TimeProvider.System, _say);
        file.Load();
        Run("Saving the page's state", file.RunAsync);
        Run("Reading the queues' depth", new DepthWatch(Aws.Sqs, Stack, letters, _board, TimeProvider.System).RunAsync);
    }

    private async Task StartFunctionsAsync(FunctionVariables variables, RuntimeApi runtimeApi, CancellationToken cancellationToken)
    {
        Task<LambdaFunction> Start(string name, string folder, string assembly, int seconds, IReadOnlyDictionary<string, string?> settings) =>
            LambdaFunction.StartAsync(
                new(name, FunctionProgram.Find(folder, assembly), Path.GetFullPath(folder), TimeSpan.FromSeconds(seconds), settings),
                _options.Concurrency,
                runtimeApi,
                new LineLog(_data.In("logs", name + ".log"), line => _logs.Read(name, line)),
                _say,
                cancellationToken);
        var ingress = Start("ingress", _options.IngressFolder, "MmsQueue.Ingress", 10, variables.Ingress());
        var worker = Start("worker", _options.WorkerFolder, "MmsQueue.Worker", 60, variables.Worker());
        await Task.WhenAny(Task.WhenAll(ingress, worker));
        foreach (var started in new[] { ingress, worker }.Where(task => task.IsCompletedSuccessfully))
        {
            Own(await started);
        }

        Ingress = await ingress;
        Worker = await worker;
        _ = WatchAsync("The ingress", Ingress.Kept);
        _ = WatchAsync("The worker", Worker.Kept);
        _ingress.SetResult(Ingress);
    }

    // As in a cold start: a webhook can arrive while the function is still starting.
    private async Task<InvocationResult> InvokeIngressAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken token) =>
        await (await _ingress.Task.WaitAsync(token)).InvokeAsync(payload, traceId, token);

    private void StartMapping(string region)
    {
        var watch = new BatchWatch(_board, Worker.InvokeAsync);
        var mapping = new EventSourceMapping(Aws.Sqs, Stack.MediaQueueUrl, region, watch.InvokeAsync, _workerSwitch, _say, _board.Hold);
        Run("Polling the queue", token => mapping.RunAsync(_options.Concurrency, token));
    }

    private void Run(string name, Func<CancellationToken, Task> run)
    {
        var stop = new CancellationTokenSource();
        var running = WatchAsync(name, run(stop.Token));
        _parts.Push(new Ending(async () =>
        {
            await stop.CancelAsync();
            await running;
            stop.Dispose();
        }));
    }

    // Never fails: the failure of a part stops the system, not the caller that awaits the part.
    private async Task WatchAsync(string name, Task part)
    {
        await part.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (part.Exception?.InnerException is { } error)
        {
            _broken.TrySetResult($"{name} failed: {error.Message}");
        }
    }

    private string? Given(string name) => _variable(name) is { Length: > 0 } value ? value : null;

    private T Own<T>(T part)
    {
        _parts.Push(part as IAsyncDisposable ?? new Ending(() =>
        {
            (part as IDisposable)?.Dispose();
            return Task.CompletedTask;
        }));
        return part;
    }

    private sealed class Ending(Func<Task> end) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await end();
    }
}
