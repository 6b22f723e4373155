using Amazon.SQS.Model;
using MmsQueue.Bench.Functions;
using MmsQueue.Bench.Reports;
using MmsQueue.Bench.Servers;
using MmsQueue.Emulator.Aws;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Bench.Pipeline;

/// <summary>The emulated queue and bucket, the bench's media, and worker processes behind the emulated event source mapping.</summary>
internal sealed class PipelineRig : IAsyncDisposable
{
    private const int MediaBytes = 16 * 1024;

    private readonly string _data = Directory.CreateTempSubdirectory("mmsqueue-bench-").FullName;
    private RunningServers _servers = null!;
    private Emulators _emulators = null!;
    private AwsClients _aws = null!;
    private StackResources _stack = null!;
    private FunctionHost _host = null!;

    /// <summary>Starts everything except the workers.</summary>
    public static async Task<PipelineRig> StartAsync(int mediaDelayMs, CancellationToken cancellationToken)
    {
        var rig = new PipelineRig
        {
            _servers = await RunningServers.StartAsync(0, mediaDelayMs, cancellationToken),
            _host = await FunctionHost.StartAsync(),
        };
        rig._emulators = await Emulators.StartAsync(rig._data, Console.Error.WriteLine, cancellationToken);
        var endpoints = AwsEndpoints.Of(rig._emulators);
        rig._aws = new AwsClients(endpoints);
        rig._stack = await StackResources.CreateAsync(rig._aws, endpoints, static _ => null, cancellationToken);
        return rig;
    }

    /// <summary>Starts workers and warms up each with some batches.</summary>
    public async Task<WorkerPool> StartWorkersAsync(int count, int warmUpBatches)
    {
        var pool = new WorkerPool([.. Enumerable.Range(0, count).Select(_ => _host.Start(Program()))]);
        await pool.WarmUpAsync(warmUpBatches, () => Events.Batch(_servers.Tls, 10, MediaBytes));
        return pool;
    }

    /// <summary>Queues jobs.</summary>
    public Task FillAsync(int jobs, CancellationToken cancellationToken) => Measure.TimesAsync(jobs / 10, 8, async () =>
    {
        List<SendMessageBatchRequestEntry> entries =
        [
            .. Enumerable.Range(0, 10).Select(i => new SendMessageBatchRequestEntry($"{i}", Events.Job(_servers.Tls, MediaBytes).ToJson())),
        ];
        await _aws.Sqs.SendMessageBatchAsync(new SendMessageBatchRequest(_stack.MediaQueueUrl, entries), cancellationToken);
    });

    /// <summary>Lets the workers drain the queue, and returns a mark for each of the given numbers of jobs left.</summary>
    public async Task<IReadOnlyList<DrainMark>> DrainAsync(WorkerPool pool, int jobs, int[] marks, CancellationToken cancellationToken)
    {
        var progress = new DrainProgress(jobs, marks, () => pool.Cpu);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Invoke worker = async (payload, _, _) => progress.Note(payload, await pool.InvokeAsync(payload));
        var mapping = new EventSourceMapping(
            _aws.Sqs, _stack.MediaQueueUrl, "us-east-1", worker, new WorkerSwitch(), Console.Error.WriteLine);
        var running = mapping.RunAsync(pool.Count, stop.Token);
        await progress.Done.WaitAsync(TimeSpan.FromMinutes(10), cancellationToken);
        await stop.CancelAsync();
        await running;
        return progress.Marks;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _aws.Dispose();
        await _emulators.DisposeAsync();
        await _servers.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private FunctionProgram Program() => BenchFunctions.With(
        BenchFunctions.Worker(BuiltFunctions.Worker, _servers),
        ("AWS_ENDPOINT_URL", _emulators.Sqs.ToString()),
        ("MEDIA_QUEUE_URL", _stack.MediaQueueUrl),
        ("DEAD_LETTER_QUEUE_URL", _stack.DeadLetterQueueUrl),
        ("MEDIA_BUCKET", _stack.MediaBucket));
}
