using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Fetch;

/// <summary>What a media server may send, and how the job ends.</summary>
public sealed class MediaServerTests
{
    private static readonly byte[] Photo = Sample.Jpeg();

    [Fact]
    public async Task A_file_is_stored_byte_for_byte_on_the_first_attempt()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Ok(Photo)), Photo);
    }

    [Fact]
    public async Task A_file_served_after_two_404s_is_stored_on_the_third_attempt()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Status(404), Reply.Status(404), Reply.Ok(Photo)), Photo, tries: 3);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_401_or_403_is_immediately_dead_lettered_as_unauthorized(int status)
    {
        await using var worker = new TestWorker();
        Assert.Contains(
            "answered",
            await Expect.DeadLetteredAsync(worker, worker.Job(Reply.Status(status)), FailureReason.Unauthorized),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(400)]
    [InlineData(204)]
    public async Task Any_other_persistent_status_is_transient_after_four_attempts(int status)
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Status(status)));
    }

    [Fact]
    public async Task Retries_outlast_a_burst_of_500s()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(
            worker,
            worker.Job(Reply.Status(500), Reply.Status(500), Reply.Status(500), Reply.Ok(Photo)),
            Photo,
            tries: 4);
    }

    [Fact]
    public async Task A_chunked_body_is_stored_completely()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Chunked(Photo)), Photo);
    }

    [Fact]
    public async Task A_body_that_ends_with_the_connection_is_stored_completely()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.UntilClose(Photo)), Photo);
    }

    [Fact]
    public async Task Bytes_after_the_declared_length_are_ignored()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Declared(3000, Photo)), Photo[..3000]);
    }

    [Fact]
    public async Task A_body_of_0_bytes_is_dead_lettered_as_empty()
    {
        await using var worker = new TestWorker();
        await Expect.DeadLetteredAsync(worker, worker.Job(Reply.Ok([])), FailureReason.Empty);
    }

    [Fact]
    public async Task A_chunked_body_of_0_bytes_is_dead_lettered_as_empty()
    {
        await using var worker = new TestWorker();
        await Expect.DeadLetteredAsync(worker, worker.Job(Reply.Chunked([])), FailureReason.Empty);
    }

    [Fact]
    public async Task A_declared_length_above_the_limit_is_dead_lettered_as_too_large_without_a_download()
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Declared(worker.Options.MaxMediaBytes + 1, Photo));
        Assert.Contains("16777217", await Expect.DeadLetteredAsync(worker, job, FailureReason.TooLarge), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_exactly_the_limit_is_stored()
    {
        await using var worker = new TestWorker(options => options with { MaxMediaBytes = Photo.Length });
        await Expect.StoredAsync(worker, worker.Job(Reply.Chunked(Photo)), Photo);
    }

    [Fact]
    public async Task One_byte_over_the_limit_without_a_declared_length_is_dead_lettered_as_too_large()
    {
        await using var worker = new TestWorker(options => options with { MaxMediaBytes = Photo.Length - 1 });
        await Expect.DeadLetteredAsync(worker, worker.Job(Reply.Chunked(Photo)), FailureReason.TooLarge);
    }

    [Fact]
    public async Task An_endless_body_is_dead_lettered_as_too_large()
    {
        await using var worker = new TestWorker(options => options with { MaxMediaBytes = 100_000 });
        await Expect.DeadLetteredAsync(worker, worker.Job(Reply.Endless(Photo)), FailureReason.TooLarge);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_the_body_is_retried_and_stored()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Reset(Photo), Reply.Ok(Photo)), Photo, tries: 2);
    }

    [Fact]
    public async Task A_reset_instead_of_a_response_is_retried_and_stored()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.ResetImmediately, Reply.Ok(Photo)), Photo, tries: 2);
    }

    [Fact]
    public async Task Half_of_the_declared_body_is_retried_and_stored_completely()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Declared(Photo.Length, Photo[..2500]), Reply.Ok(Photo)), Photo, tries: 2);
    }

    [Fact]
    public async Task A_chunked_body_without_its_last_chunk_is_retried_and_stored_completely()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Chunked(Photo, whole: false), Reply.Ok(Photo)), Photo, tries: 2);
    }

    [Fact]
    public async Task A_body_that_is_always_too_short_is_transient()
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Declared(Photo.Length, Photo[..2500])));
    }

    [Fact]
    public async Task No_content_encoding_is_requested()
    {
        await using var worker = new TestWorker();
        await worker.HandleAsync(worker.Job(Reply.Ok(Photo)));
        Assert.False(worker.Media.Calls.Single().Headers.ContainsKey("Accept-Encoding"));
    }

    [Fact]
    public async Task A_response_that_is_not_HTTP_is_transient()
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(new Reply((call, token) => call.WriteAsync("SSH-2.0-OpenSSH_9.9\r\n", token))));
    }

    [Fact]
    public async Task An_overlong_response_header_is_transient()
    {
        var header = $"X-Filler: {new string('x', 1000)}\r\n";
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Status(200, string.Concat(Enumerable.Repeat(header, 100)))));
    }
}
