using MmsQueue.Emulator;
using MmsQueue.Emulator.Aws;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Emulator.Processes;
using MmsQueue.Emulator.Twilio;
using MmsQueue.Local.Live;

namespace MmsQueue.Local;

/// <summary>The whole system on this machine: a host whose parts wait for what they need, and stop in reverse order.</summary>
internal sealed class LocalSystem : IAsyncDisposable
{
    private readonly TaskCompletionSource<LocalAws> _aws = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LiveBoard _board = new(TimeProvider.System);
    private readonly WorkerSwitch _workerSwitch;
    private readonly WebhookSwitch _webhookSwitch;
    private readonly FunctionRun _ingress;
    private readonly FunctionRun _worker;
    private readonly FunctionRun _reconciler;
    private readonly LocalOptions _options;
    private readonly DataFolder _data;
    private readonly Secrets _secrets;
    private readonly LoopbackServer _server;
    private readonly RuntimeApi _runtimeApi;
    private readonly string _webhookUrl;
    private readonly Part[] _parts;
    private readonly IHost _host;

    public LocalSystem(LocalOptions options)
    {
        _options = options;
        _data = DataFolder.Open(options.Data);
        _server = LastPort.Reserve(options.Port, _data.In("port"), options.Say);
        _secrets = Secrets.LoadOrCreate(_data.In("secrets.json"), options.Variable);
        _runtimeApi = new RuntimeApi(_server.Authority);
        _webhookUrl = options.Given("WEBHOOK_URL")?.Split('#')[0] ?? $"https://{_server.Authority}/mms";
        _workerSwitch = new WorkerSwitch(_board.Pause);
        _webhookSwitch = new WebhookSwitch(state => _board.Endpoint(isDown: state is not WebhookState.Up));
        _ingress = new FunctionRun("ingress", "MmsQueue.Ingress", options.IngressFolder, 10, options.Concurrency);
        _worker = new FunctionRun("worker", "MmsQueue.Worker", options.WorkerFolder, 60, options.Concurrency);
        _reconciler = new FunctionRun("reconciler", "MmsQueue.Reconciler", options.ReconcilerFolder, 900, concurrency: 1);
        var boardFile = new BoardFile(_data.In("board.json"), _board, TimeProvider.System, options.Say);
        boardFile.Load();
        _parts =
        [
            new("The emulated AWS", RunAwsAsync),
            new("Saving the page's state", boardFile.RunAsync),
            new("Reading the queues' depth", ReadDepthAsync),
            new("The ingress", stop => RunFunctionAsync(_ingress, Aws, stop)),
            new("The worker", stop => RunFunctionAsync(_worker, Aws, stop)),

            // The first photo needs the other two, so it does not compete with them.
            new("The reconciler", stop => RunFunctionAsync(_reconciler, Task.WhenAll(Ingress, Worker), stop)),
            new("Polling the queue", PollAsync),
            new("The schedule", ReconcileAsync),
        ];
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        Array.ForEach(_parts, part => builder.Services.AddSingleton<IHostedService>(part));
        _host = builder.Build();
    }

    public Uri Url => _server.Url;

    public string DataPath => _data.Path;

    public Task<LocalAws> Aws => _aws.Task;

    public Task<LambdaFunction> Ingress => _ingress.Started;

    public Task<LambdaFunction> Worker => _worker.Started;

    public Task<LambdaFunction> Reconciler => _reconciler.Started;

    /// <summary>Starts all parts, then does the work. The reconciler may still be starting.</summary>
    /// <exception cref="EmulatorException">A part failed.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var stopping = _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        using var stackFile = new StackFile(_data.In("stack.json"));
        try
        {
            await _host.StartAsync(stop.Token);
            await Task.WhenAll(Aws, Ingress, Worker).WaitAsync(stop.Token);
            stackFile.Write(Outputs(await Aws));
            await work(stop.Token);
        }
        catch (Exception e) when (stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new EmulatorException(_parts.Select(part => part.Failure).OfType<string>().First(), e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _server.DisposeAsync();
        _data.Dispose();
    }

    private StackOutputs Outputs(LocalAws aws)
    {
        var (endpoints, stack, publicBaseUrl) = (aws.Endpoints, aws.Stack, _options.Given("PUBLIC_BASE_URL"));
        return new(
            _webhookUrl, publicBaseUrl ?? Url.GetLeftPart(UriPartial.Authority),
            stack.MediaQueueUrl, stack.DeadLetterQueueUrl, stack.UsersTable, stack.MediaBucket,
            _options.KeyPrefix, _data.In("secrets.json"),
            new Uri(Url, TwilioSimulator.Route), endpoints.Sqs, endpoints.S3, endpoints.DynamoDb,
            endpoints.Region, Environment.ProcessId);
    }

    private async Task RunAwsAsync(CancellationToken stop)
    {
        if (AwsEndpoints.Read(_options.Variable) is { } given)
        {
            await ServeAsync(given, Task.Delay(Timeout.Infinite, stop), stop);
        }
        else
        {
            await using var emulators = await Emulators.StartAsync(_data.Path, _options.Say, stop);
            await ServeAsync(AwsEndpoints.Of(emulators), emulators.Exited.WaitAsync(stop), stop);
            throw new EmulatorException($"The emulated AWS exited with code {await emulators.Exited}. See {_data.In("logs", "aws.log")}.");
        }
    }

    private async Task ServeAsync(AwsEndpoints endpoints, Task end, CancellationToken stop)
    {
        using var clients = new AwsClients(endpoints);
        var stack = await StackResources.CreateAsync(clients, endpoints, _options.Variable, stop);
        using var letters = new DeadLetterBox(clients.Sqs, stack.DeadLetterQueueUrl, stack.MediaQueueUrl);
        using var twilio = new TwilioSimulator(Url, _data.In("twilio"), _webhookUrl, _secrets.Account(_options))
        {
            Switch = _webhookSwitch,
            Missed = (sid, text, types) => _board.Change(sid, message => message.Missed(text, types), isNew: true),
            Rest = new RestBehaviour { Sent = (_, text) => _board.Sent(text) },
        };
        var webhooks = new WebhookWatch(_board, InvokeIngressAsync, TimeProvider.System);
        await _server.StartAsync(
            routes =>
            {
                _runtimeApi.Map(routes);
                twilio.Map(routes);
                _workerSwitch.Map(routes);
                new CloudFront(clients.S3, stack.MediaBucket, _options.KeyPrefix).Map(routes);
                new HttpApi(Url.Authority, _webhookSwitch.Guard(webhooks.InvokeAsync)).Map(routes);
                new Replaying(letters, twilio.ClearFault, _board).Map(routes);
                new LiveEvents(_board).Map(routes);
                new FrontPage(Url, Path.Combine(Places.Samples, "media")).Map(routes);
            },
            _options.Say);
        _aws.SetResult(new(endpoints, clients, stack, letters));
        await end;
    }

    // As in a cold start: a webhook can arrive while the function is still starting.
    private async Task<InvocationResult> InvokeIngressAsync(ReadOnlyMemory<byte> payload, string traceId, CancellationToken token) =>
        await (await Ingress.WaitAsync(token)).InvokeAsync(payload, traceId, token);

    private async Task RunFunctionAsync(FunctionRun function, Task after, CancellationToken stop)
    {
        var variables = FunctionVariables.Of(function.Name, _options, await Aws.WaitAsync(stop), _secrets, Url, _webhookUrl);
        var logs = new LogWatch(_board);
        LineLog Log(string name) => new(_data.In("logs", name + ".log"), line => logs.Read(name, line));
        await function.RunAsync(new FunctionHost(_runtimeApi, Log, _options.Say), variables, after, stop);
    }

    private async Task ReconcileAsync(CancellationToken stop) =>
        await new Schedule((await Reconciler.WaitAsync(stop)).InvokeAsync, TimeProvider.System, _options.Say).RunAsync(stop);

    private async Task ReadDepthAsync(CancellationToken stop)
    {
        var aws = await Aws.WaitAsync(stop);
        await new DepthWatch(aws.Clients.Sqs, aws.Stack, aws.Letters, _board, TimeProvider.System).RunAsync(stop);
    }

    private async Task PollAsync(CancellationToken stop)
    {
        var (aws, worker) = (await Aws.WaitAsync(stop), await Worker.WaitAsync(stop));
        await new EventSourceMapping(
            aws.Clients.Sqs,
            aws.Stack.MediaQueueUrl,
            aws.Endpoints.Region,
            new BatchWatch(_board, worker.InvokeAsync).InvokeAsync,
            _workerSwitch,
            _options.Say,
            _board.Hold).RunAsync(_options.Concurrency, stop);
    }
}
