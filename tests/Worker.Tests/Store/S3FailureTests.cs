using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests.Store;

/// <summary>The failures of S3, from a server that imitates them.</summary>
public sealed class S3FailureTests
{
    private static readonly byte[] Photo = Sample.Jpeg(300_000);

    private static readonly Reply Done = Reply.Status(200, "ETag: \"0\"\r\n").AfterBody();

    [Fact]
    public async Task An_upload_never_overwrites_an_object()
    {
        await using var s3 = new HostileServer { Otherwise = Done };
        await using var worker = WorkerAt(s3);

        await worker.HandleAsync(worker.Job(Reply.Ok(Photo)));

        var put = Assert.Single(s3.Calls);
        Assert.Equal("PUT", put.Method);
        Assert.Equal("*", put.Headers["If-None-Match"]);
    }

    [Fact]
    public async Task An_upload_is_one_PUT_with_the_declared_length_and_a_checksum()
    {
        await using var s3 = new HostileServer { Otherwise = Done };
        await using var worker = WorkerAt(s3);

        await worker.HandleAsync(worker.Job(Reply.Ok(Photo)));

        var put = Assert.Single(s3.Calls);
        Assert.Equal("300000", put.Headers["x-amz-decoded-content-length"]);
        Assert.StartsWith("x-amz-checksum-", put.Headers["x-amz-trailer"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_412_means_that_the_file_is_already_stored()
    {
        await using var s3 = new HostileServer { Otherwise = Refusal(412, "PreconditionFailed") };
        await using var worker = WorkerAt(s3);
        var job = worker.Job(Reply.Ok(Photo));

        var response = await worker.HandleAsync(job);

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(1, worker.Tries(job));
        Assert.Contains("already-stored", worker.Log.Text, StringComparison.Ordinal);
        Assert.Equal(0, worker.Log.Metric("MediaStored"));
    }

    [Theory]
    [InlineData(409, "ConditionalRequestConflict")]
    [InlineData(500, "InternalError")]
    [InlineData(503, "SlowDown")]
    public async Task A_temporary_refusal_is_retried_with_a_new_download(int status, string code)
    {
        await using var s3 = new HostileServer();
        await using var worker = WorkerAt(s3);
        var job = worker.Job(Reply.Ok(Photo));
        s3.On($"/media-bucket/{job.Key}", Refusal(status, code), Done);

        var response = await worker.HandleAsync(job);

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(2, worker.Tries(job));
    }

    [Fact]
    public async Task A_503_in_the_middle_of_the_body_is_retried_with_a_new_download()
    {
        await using var s3 = new HostileServer();
        await using var worker = WorkerAt(s3);
        var job = worker.Job(Reply.Ok(Photo));
        s3.On($"/media-bucket/{job.Key}", Interrupted(answer: true), Interrupted(answer: false), Done);

        var response = await worker.HandleAsync(job);

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(3, worker.Tries(job));
    }

    [Fact]
    public async Task A_persistent_503_in_the_middle_of_the_body_is_transient()
    {
        await using var s3 = new HostileServer { Otherwise = Interrupted(answer: true) };
        await using var worker = WorkerAt(s3);
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Ok(Photo)));
    }

    [Theory]
    [InlineData(400, "ExpiredToken")]
    [InlineData(403, "AccessDenied")]
    [InlineData(404, "NoSuchBucket")]
    public async Task Expired_credentials_and_a_missing_bucket_or_permission_are_transient_and_named(int status, string code)
    {
        await using var s3 = new HostileServer { Otherwise = Refusal(status, code) };
        await using var worker = WorkerAt(s3);

        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Ok(Photo)));

        Assert.Equal($"AmazonS3Exception ({code}, {status}): HttpErrorResponseException", worker.Log.Detail);
    }

    [Theory]
    [InlineData("HEAD PUT", 403)] // as S3 answers for a missing key without s3:ListBucket
    [InlineData("HEAD HEAD PUT", 503, 404)]
    public async Task A_failed_check_for_a_stored_file_leads_to_a_download(string calls, params int[] answers)
    {
        await using var s3 = new HostileServer();
        await using var worker = WorkerAt(s3);
        var job = worker.Job(Reply.Ok(Photo));
        s3.On($"/media-bucket/{job.Key}", [.. answers.Select(status => Refusal(status, "")), Done]);
        worker.Queue.Send(job.ToJson(), receives: 1);

        var response = await worker.InvokeAsync();

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(1, worker.Tries(job));
        Assert.Equal(calls, string.Join(' ', s3.Calls.Select(call => call.Method)));
    }

    [Fact]
    public async Task A_404_from_Twilio_while_S3_fails_is_transient()
    {
        await using var s3 = new HostileServer { Otherwise = Refusal(503, "SlowDown") };
        await using var worker = WorkerAt(s3);
        var job = worker.Job(Reply.Status(404)) with { ReceivedAt = worker.Time.GetUtcNow().AddHours(-1) };
        await Expect.RetriedLaterAsync(worker, job);
        Assert.StartsWith("AmazonS3Exception (ServiceUnavailable, 503)", worker.Log.Detail, StringComparison.Ordinal);
    }

    private static TestWorker WorkerAt(HostileServer s3) =>
        new(store: options => new S3MediaStore(AwsEmulator.S3At(s3.Origin), options, isPlainHttp: true));

    private static Reply Refusal(int status, string code) => new(async (call, token) =>
    {
        await call.ReadBodyAsync(token);
        var body = call.Method == "HEAD" ? "" : $"<Error><Code>{code}</Code><Message>{code} says the store</Message></Error>";
        await Reply.Status(status, "Content-Type: application/xml\r\n", body).Write(call, token);
    });

    private static Reply Interrupted(bool answer) => new(async (call, token) =>
    {
        await call.ReadPartAsync(100_000, token);
        if (answer)
        {
            var slowDown = Reply.Status(503, body: "<Error><Code>SlowDown</Code><Message>Reduce your request rate</Message></Error>");
            await slowDown.Write(call, token);
        }

        call.Reset();
    });
}
