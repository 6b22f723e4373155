using System.Globalization;
using Amazon.Lambda.SQSEvents;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;
using MmsQueue.Worker.Queue;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>The whole worker, with a hostile server as Twilio and, by default, queues and bucket in memory.</summary>
internal sealed class TestWorker : IAsyncDisposable
{
    public const string Account = "AC00000000000000000000000000000001";
    public const string User = "SK00000000000000000000000000000002";
    public const string Password = "the-secret-of-the-api-key";

    /// <summary>The required settings, with defaults for the others.</summary>
    public static readonly WorkerOptions Defaults = new()
    {
        MediaBucket = "media-bucket",
        MediaQueueUrl = "http://127.0.0.1/media",
        DeadLetterQueueUrl = "http://127.0.0.1/dead-letters",
        TwilioAccountSid = Account,
        TwilioUser = User,
        TwilioPassword = Password,
    };

    private readonly HttpClient _http;
    private int _jobs;

    public TestWorker(
        Func<WorkerOptions, WorkerOptions>? settings = null, PauseSkippingTime? time = null, IJobQueue? queue = null,
        Func<WorkerOptions, IMediaStore>? store = null, Func<IMediaFetcher, IMediaFetcher>? fetcher = null,
        HostileServer? media = null, double chance = 0.5)
    {
        Time = time ?? new PauseSkippingTime();
        Media = media ?? new HostileServer();
        var options = Defaults with { ExtraMediaOrigins = [Media.Origin] };
        Options = settings?.Invoke(options) ?? options;
        Queue = new InMemoryQueue(Options, Time);
        Store = new InMemoryStore(Options);
        Log = new LogCapture(Time);
        var hosts = new MediaHosts(Options);
        _http = MediaHttpClient.Create(hosts);
        var overHttp = new MediaFetcher(_http, hosts, Options, Time);
        var handler = new MediaJobHandler(
            Options, fetcher?.Invoke(overHttp) ?? overHttp, store?.Invoke(Options) ?? Store, queue ?? Queue,
            new TryPolicy(Options, Time, () => chance), Log.Log, Time);
        Function = new WorkerFunction(handler, Options, Time);
    }

    public PauseSkippingTime Time { get; }

    public HostileServer Media { get; }

    public WorkerOptions Options { get; }

    public InMemoryQueue Queue { get; }

    public InMemoryStore Store { get; }

    public LogCapture Log { get; }

    public WorkerFunction Function { get; }

    /// <summary>A job for a new message, with the server's replies to its download.</summary>
    public MediaJob Job(params Reply[] replies)
    {
        var number = Interlocked.Increment(ref _jobs).ToString("x32", CultureInfo.InvariantCulture);
        return new MediaJob
        {
            Version = MediaJob.CurrentVersion,
            MessageSid = "MM" + number,
            AccountSid = Account,
            MediaIndex = 0,
            MediaUrl = Media.On($"/2010-04-01/Accounts/{Account}/Messages/MM{number}/Media/ME{number}", replies),
            ContentType = "image/jpeg",
            Key = $"media/sender/{Guid.CreateVersion7():n}.jpg",
            ReceivedAt = Time.GetUtcNow(),
        };
    }

    /// <summary>Queues jobs and invokes the worker once, with a minute left.</summary>
    public Task<SQSBatchResponse> HandleAsync(params MediaJob[] jobs)
    {
        Array.ForEach(jobs, job => Queue.Send(job.ToJson()));
        return InvokeAsync();
    }

    public async Task<SQSBatchResponse> InvokeAsync(double secondsLeft = 60)
    {
        var batch = Queue.Receive();
        var response = await Function.HandleAsync(batch, new InvocationContext(TimeSpan.FromSeconds(secondsLeft)));
        Queue.Settle(batch, response);
        return response;
    }

    /// <summary>How often the job's file was requested.</summary>
    public int Tries(MediaJob job) => Media.CallsOf(new Uri(job.MediaUrl).AbsolutePath).Count;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Log.Dispose();
        await Media.DisposeAsync();
    }
}
