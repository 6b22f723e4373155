using System.Net.Sockets;
using MmsQueue.Worker.Fetch;
using Polly.CircuitBreaker;

namespace MmsQueue.Worker.Tests.Fetch;

/// <summary>A media host that fails too often gets no requests for a while.</summary>
public sealed class CircuitTests
{
    private static readonly byte[] Photo = Sample.Jpeg();

    [Fact]
    public async Task A_host_that_failed_twenty_times_gets_no_request_in_the_next_invocation()
    {
        await using var worker = new TestWorker();
        await BreakAsync(worker);
        await AssertNoRequestAsync(worker);
    }

    [Fact]
    public async Task A_host_that_sends_no_headers_within_ten_seconds_has_failed()
    {
        await using var worker = new TestWorker(settings: options => options with { MaxTries = 2 });
        var handling = worker.HandleAsync([.. Enumerable.Range(0, 10).Select(_ => worker.Job(Reply.Hang))]);
        for (var call = 1; call <= 20; call++)
        {
            await worker.Media.NextCallAsync();
            worker.Time.Advance(TimeSpan.FromSeconds(call % 10 == 0 ? 10 : 0));
        }

        Assert.Equal(10, (await handling).BatchItemFailures.Count);
        worker.Queue.Purge();
        await AssertNoRequestAsync(worker);
    }

    [Fact]
    public async Task A_host_gets_requests_again_after_the_break()
    {
        await using var worker = new TestWorker();
        await BreakAsync(worker);
        worker.Time.Advance(TimeSpan.FromSeconds(15));

        await StoresNextAsync(worker);
    }

    [Fact]
    public async Task Another_host_is_not_affected()
    {
        await using var other = new HostileServer();
        await using var worker = new TestWorker(settings: options => options with
        {
            ExtraMediaOrigins = [.. options.ExtraMediaOrigins, new Uri($"http://localhost:{other.Origin.Port}")],
        });
        await BreakAsync(worker);
        var job = worker.Job(Reply.Hang);
        var path = new Uri(job.MediaUrl).AbsolutePath;
        other.On(path, Reply.Ok(Photo));
        worker.Queue.Send((job with { MediaUrl = $"http://localhost:{other.Origin.Port}{path}" }).ToJson());

        await worker.InvokeAsync();

        Assert.Equal(Photo, worker.Store.Objects[job.Key]);
    }

    [Fact]
    public async Task Missing_files_do_not_open_the_circuit()
    {
        await using var worker = new TestWorker();
        await worker.HandleAsync([.. Enumerable.Range(0, 10).Select(_ => worker.Job(Reply.Status(404)))]);

        await StoresNextAsync(worker);
    }

    [Fact]
    public async Task A_host_that_resets_connections_before_their_first_request_has_failed()
    {
        // HttpClient does not wrap this exception in an HttpRequestException.
        var circuit = new HostCircuits(new PauseSkippingTime()).For("host");
        for (var call = 1; call <= 20; call++)
        {
            await Assert.ThrowsAsync<SocketException>(AskAsync);
        }

        await Assert.ThrowsAsync<BrokenCircuitException>(AskAsync);

        async Task AskAsync() => await circuit.ExecuteAsync(Reset, TestContext.Current.CancellationToken);
        static ValueTask<HttpResponseMessage> Reset(CancellationToken cancellationToken) =>
            throw new SocketException((int)SocketError.NotConnected);
    }

    private static async Task AssertNoRequestAsync(TestWorker worker)
    {
        worker.Queue.Send(worker.Job(Reply.Ok(Photo)).ToJson());

        // The pause of 15 s does not fit into the remaining 10 s.
        var response = await worker.InvokeAsync(secondsLeft: 12);

        Assert.Equal(20, worker.Media.Calls.Count);
        Assert.Single(response.BatchItemFailures);
        Assert.Equal(TimeSpan.FromSeconds(15), worker.Queue.Delays.Last());
    }

    private static async Task StoresNextAsync(TestWorker worker)
    {
        var job = worker.Job(Reply.Ok(Photo));
        await worker.HandleAsync(job);
        Assert.Equal(Photo, worker.Store.Objects[job.Key]);
    }

    private static async Task BreakAsync(TestWorker worker)
    {
        for (var i = 0; i < 5; i++)
        {
            await worker.HandleAsync(worker.Job(Reply.Status(500)));
        }

        Assert.Equal(20, worker.Media.Calls.Count);
        worker.Queue.Purge();
    }
}
