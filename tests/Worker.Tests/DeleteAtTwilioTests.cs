using System.Net.Sockets;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Tests;

/// <summary>The setting DELETE_MEDIA_AT_TWILIO.</summary>
public sealed class DeleteAtTwilioTests
{
    private static readonly byte[] Photo = Sample.Jpeg();

    [Fact]
    public async Task A_stored_file_stays_at_Twilio_by_default()
    {
        await using var worker = new TestWorker();
        await worker.HandleAsync(worker.Job(Reply.Ok(Photo)));
        Assert.Equal("GET", Assert.Single(worker.Media.Calls).Method);
    }

    [Fact]
    public async Task A_file_is_deleted_with_credentials_once_it_is_stored()
    {
        await using var worker = Deleting();
        var thereBefore = false;
        var job = worker.Job();
        worker.Media.On(new Uri(job.MediaUrl).AbsolutePath, Reply.Ok(Photo), new Reply((call, token) =>
        {
            thereBefore = worker.Store.Objects.ContainsKey(job.Key);
            return Reply.Status(204).WithCredentials(TestWorker.User, TestWorker.Password).Write(call, token);
        }));

        await worker.HandleAsync(job);

        Assert.Equal("GET DELETE", string.Join(' ', worker.Media.Calls.Select(call => call.Method)));
        Assert.True(thereBefore);
        Assert.Equal(0, worker.Log.Metric("MediaNotDeleted"));
    }

    [Fact]
    public async Task A_file_that_could_not_be_stored_is_never_deleted()
    {
        await using var worker = Deleting();
        await worker.HandleAsync(worker.Job(Reply.Declared(100, Photo[..50])));
        Assert.All(worker.Media.Calls, call => Assert.Equal("GET", call.Method));
    }

    [Theory]
    [InlineData("image/png", false)]
    [InlineData("text/html", false)]
    [InlineData("", false)]
    [InlineData("application/octet-stream", false)]
    [InlineData("image/jpg", true)]
    [InlineData("Image/PJPEG; q=1", true)]
    public async Task A_photo_is_deleted_only_when_it_has_the_type_that_Twilio_declared(string declared, bool isDeleted)
    {
        await using var worker = Deleting();
        await worker.HandleAsync(worker.Job(Reply.Ok(Photo)) with { ContentType = declared });
        AssertDeleted(worker, isDeleted);
    }

    [Theory]
    [InlineData("image/jpeg", false)]
    [InlineData("text/html", false)]
    [InlineData("audio/nobody-knows", false)]
    [InlineData("text/plain", true)]
    [InlineData("application/octet-stream", true)]
    public async Task A_text_is_deleted_only_when_it_is_stored_as_the_type_that_Twilio_declared(string declared, bool isDeleted)
    {
        await using var worker = Deleting();
        await worker.HandleAsync(worker.Job(Reply.Typed(declared, "just text"u8.ToArray())) with { ContentType = declared });
        AssertDeleted(worker, isDeleted);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(206)]
    [InlineData(302)]
    public async Task A_response_that_does_not_confirm_the_deletion_is_counted(int status)
    {
        await using var worker = Deleting();
        var response = await worker.HandleAsync(worker.Job(Reply.Ok(Photo), Reply.Status(status, body: "<html>Please log in")));
        AssertStoredButNotDeleted(worker, response.BatchItemFailures.Count);
    }

    [Fact]
    public async Task A_file_that_is_already_gone_counts_as_deleted()
    {
        await using var worker = Deleting();
        await worker.HandleAsync(worker.Job(Reply.Ok(Photo), Reply.Status(404)));
        Assert.Equal(0, worker.Log.Metric("MediaNotDeleted"));
    }

    [Theory]
    [InlineData("500")]
    [InlineData("401")]
    [InlineData("reset")]
    [InlineData("nonsense")]
    public async Task A_failed_deletion_is_counted_and_does_not_fail_the_job(string how)
    {
        await using var worker = Deleting();
        var refusal = how switch
        {
            "reset" => Reply.ResetImmediately,
            "nonsense" => new Reply((call, token) => call.WriteAsync("nonsense\r\n\r\n", token)),
            _ => Reply.Status(int.Parse(how, System.Globalization.CultureInfo.InvariantCulture)),
        };

        var response = await worker.HandleAsync(worker.Job(Reply.Ok(Photo), refusal));

        AssertStoredButNotDeleted(worker, response.BatchItemFailures.Count);
    }

    [Fact]
    public async Task An_unexpected_failure_is_counted_too()
    {
        await using var worker = Deleting(fetcher => new Unconnected(fetcher));
        var response = await worker.HandleAsync(worker.Job(Reply.Ok(Photo)));
        AssertStoredButNotDeleted(worker, response.BatchItemFailures.Count);
    }

    [Theory]
    [InlineData(60, 10)] // the time limit for headers
    [InlineData(8, 6)] // the deadline
    public async Task A_deletion_that_hangs_is_counted_and_does_not_fail_the_job(double secondsLeft, double ends)
    {
        await using var worker = Deleting();
        worker.Queue.Send(worker.Job(Reply.Ok(Photo), Reply.Hang).ToJson());
        var handling = worker.InvokeAsync(secondsLeft);
        await worker.Media.NextCallAsync();
        await worker.Media.NextCallAsync();

        worker.Time.Advance(TimeSpan.FromSeconds(ends));

        AssertStoredButNotDeleted(worker, (await handling).BatchItemFailures.Count);
    }

    [Fact]
    public async Task A_circuit_that_opens_before_the_deletion_is_counted_and_does_not_fail_the_job()
    {
        await using var worker = Deleting();
        var job = worker.Job();
        worker.Media.On(new Uri(job.MediaUrl).AbsolutePath, new Reply(async (call, token) =>
        {
            // The circuit opens during this download.
            await call.WriteAsync($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {Photo.Length}\r\n\r\n", token);
            for (var i = 0; i < 6; i++)
            {
                worker.Queue.Send(worker.Job(Reply.Status(500)).ToJson());
                await worker.InvokeAsync();
            }

            await call.WriteAsync(Photo, token);
        }));

        var response = await worker.HandleAsync(job);

        AssertStoredButNotDeleted(worker, response.BatchItemFailures.Count);
    }

    [Fact]
    public async Task A_duplicate_after_the_deletion_finds_the_object_and_succeeds()
    {
        await using var worker = Deleting();
        var job = worker.Job(Reply.Ok(Photo), Reply.Status(204), Reply.Status(404));
        await worker.HandleAsync(job);

        var response = await worker.HandleAsync(job);

        Assert.Empty(response.BatchItemFailures);
        Assert.Empty(worker.Queue.DeadLetters);
    }

    private static void AssertStoredButNotDeleted(TestWorker worker, int failures)
    {
        Assert.Equal(0, failures);
        Assert.Empty(worker.Queue.DeadLetters);
        Assert.Single(worker.Store.Objects);
        Assert.Equal(1, worker.Log.Metric("MediaNotDeleted"));
    }

    private static void AssertDeleted(TestWorker worker, bool isDeleted)
    {
        Assert.Single(worker.Store.Objects);
        Assert.Equal(isDeleted ? 1 : 0, worker.Media.Calls.Count(call => call.Method == "DELETE"));
    }

    private static TestWorker Deleting(Func<IMediaFetcher, IMediaFetcher>? fetcher = null) =>
        new(options => options with { DeleteMediaAtTwilio = true }, fetcher: fetcher);

    // HttpClient throws this unwrapped when a connection is reset before its first request.
    private sealed class Unconnected(IMediaFetcher fetcher) : IMediaFetcher
    {
        public Task<FetchedMedia> OpenAsync(string mediaUrl, CancellationToken cancellationToken) =>
            fetcher.OpenAsync(mediaUrl, cancellationToken);

        public Task DeleteAsync(string mediaUrl, CancellationToken cancellationToken) =>
            throw new SocketException((int)SocketError.NotConnected);
    }
}
