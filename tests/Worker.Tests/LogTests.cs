namespace MmsQueue.Worker.Tests;

/// <summary>Each job has one log line and its metrics, without secrets.</summary>
public sealed class LogTests
{
    private const string Secret = "VerySecret";

    private static readonly byte[] Photo = Sample.Jpeg();

    [Fact]
    public async Task A_stored_file_is_logged_as_one_line_of_IDs_counts_and_durations()
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Status(500), Reply.Ok(Photo)) with { MediaIndex = 2, ContentType = "image/png" };

        await worker.HandleAsync(job);

        var entry = Assert.Single(worker.Log.Entries);
        Assert.Equal(job.MessageSid, entry.GetProperty("messageSid").GetString());
        Assert.Equal(2, entry.GetProperty("mediaIndex").GetInt32());
        Assert.Equal("stored", entry.GetProperty("outcome").GetString());
        Assert.Equal(Photo.Length, entry.GetProperty("bytes").GetInt32());
        Assert.Equal("image/jpeg", entry.GetProperty("contentType").GetString());
        Assert.Equal("image/png", entry.GetProperty("sourceType").GetString());
        Assert.Equal(2, entry.GetProperty("tries").GetInt32());
        Assert.True(entry.TryGetProperty("downloadMs", out _));
        Assert.True(entry.TryGetProperty("storeMs", out _));
    }

    [Fact]
    public async Task Every_line_has_a_level_the_AWS_request_ID_and_no_noise()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send("poison");
        await worker.HandleAsync(
            worker.Job(Reply.Ok(Photo)) with { ContentType = "" },
            worker.Job(Reply.Status(502)),
            worker.Job(Reply.Status(401)));

        Assert.Equal(8, worker.Log.Lines.Count);
        Assert.All(worker.Log.Lines, line => Assert.Equal(InvocationContext.RequestId, line.GetProperty("requestId").GetString()));
        Assert.All(worker.Log.Lines, line => Assert.True(line.TryGetProperty("level", out _)));
        Assert.All(
            worker.Log.Entries,
            entry => Assert.DoesNotMatch(@"\(null\)|named ,|trace|\.\d\d| ms \w", entry.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task A_stored_file_is_measured_by_bytes_retries_and_latency_since_the_webhook()
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Status(500), Reply.Ok(Photo));
        worker.Time.Advance(TimeSpan.FromSeconds(3));

        await worker.HandleAsync(job);

        Assert.Equal(1, worker.Log.Metric("MediaStored"));
        Assert.Equal(Photo.Length, worker.Log.Metric("MediaBytes"));
        Assert.Equal(1, worker.Log.Metric("MediaRetried"));
        Assert.Equal(3000, worker.Log.Metric("StoreLatency"));
    }

    [Theory]
    [InlineData("image/jpeg", 0)]
    [InlineData("Image/PJPEG; q=1", 0)]
    [InlineData("image/png", 1)]
    [InlineData("text/html", 1)]
    [InlineData("", 1)]
    public async Task A_file_whose_first_bytes_contradict_its_declared_type_is_counted(string contentType, int mislabelled)
    {
        await using var worker = new TestWorker();
        await worker.HandleAsync(worker.Job(Reply.Ok(Photo)) with { ContentType = contentType });
        Assert.Equal(mislabelled, worker.Log.Metric("MediaMislabelled"));
    }

    [Theory]
    [InlineData("text/plain", 0)]
    [InlineData("image/jpeg", 1)]
    public async Task A_text_is_mislabeled_only_when_Twilio_declared_another_type(string contentType, int mislabelled)
    {
        await using var worker = new TestWorker();
        await worker.HandleAsync(worker.Job(Reply.Ok("See you at eight."u8.ToArray())) with { ContentType = contentType });
        Assert.Equal(mislabelled, worker.Log.Metric("MediaMislabelled"));
    }

    [Fact]
    public async Task A_message_that_is_not_a_valid_job_is_identified_by_its_SQS_ID()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send("poison");

        await worker.InvokeAsync();

        var entry = Assert.Single(worker.Log.Entries);
        Assert.Equal("Failed", entry.GetProperty("event").GetString());
        Assert.StartsWith(
            "SQS message 1 is not a valid job: dead-lettered malformed-job, not a job's JSON",
            entry.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.False(entry.TryGetProperty("mediaIndex", out _));
    }

    [Fact]
    public async Task Dead_letters_are_counted_by_reason()
    {
        await using var worker = new TestWorker();
        await worker.HandleAsync(worker.Job(Reply.Status(401)), worker.Job(Reply.Ok([])));

        Assert.Equal(1, worker.Log.Metric("MediaDeadLettered", "unauthorized"));
        Assert.Equal(1, worker.Log.Metric("MediaDeadLettered", "empty"));
    }

    [Fact]
    public async Task A_job_that_is_retried_later_is_logged_as_one_line_with_its_detail()
    {
        await using var worker = new TestWorker();
        await worker.HandleAsync(worker.Job(Reply.Status(502)));

        var entry = Assert.Single(worker.Log.Entries);
        Assert.Equal("retried-later", entry.GetProperty("outcome").GetString());
        Assert.Equal("127.0.0.1 answered 502", entry.GetProperty("detail").GetString());
        Assert.Equal(0, entry.GetProperty("durationMs").GetDouble());
    }

    public static TheoryData<string> Faults =>
    [
        "200", "404", "401", "403", "500", "429", "reset", "reset at once", "half", "chunk",
        "empty", "large", "gzip", "loop", "elsewhere", "nonsense", "hang",
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_log_line_or_dead_letter_contains_a_signature_or_a_credential(string fault)
    {
        await using var worker = new TestWorker(
            settings: options => options with { MaxTries = 2, TwilioPassword = Secret, MaxMediaBytes = Photo.Length });
        worker.Media.On("/cdn/photo", At(fault));
        worker.Queue.Send(worker.Job(Reply.Redirect($"/cdn/photo?Signature={Secret}")).ToJson(), receives: 7);
        var handling = worker.InvokeAsync();
        if (fault is "hang")
        {
            await worker.Media.NextCallAsync();
            await worker.Media.NextCallAsync();
            worker.Time.Advance(TimeSpan.FromSeconds(58));
        }

        await handling;

        Assert.Contains(Secret, worker.Media.Calls.Last().Target, StringComparison.Ordinal);
        var texts = worker.Log.Text + string.Concat(worker.Queue.DeadLetters.Select(letter => letter.Detail));
        Assert.DoesNotContain(Secret, texts, StringComparison.Ordinal);
        Assert.DoesNotContain("Basic ", texts, StringComparison.Ordinal);
        Assert.DoesNotContain(worker.Media.Calls.First().Authorization![6..], texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_message_is_not_quoted()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send($"{{\"version\":1,\"{Secret}\":\"+14155550123\",\"mediaIndex\":\"{Secret}\"}}");
        worker.Queue.Send($"{Secret} +14155550123");

        await worker.InvokeAsync();

        var texts = worker.Log.Text + string.Concat(worker.Queue.DeadLetters.Select(letter => letter.Detail));
        Assert.DoesNotContain(Secret, texts, StringComparison.Ordinal);
        Assert.DoesNotContain("+1415", texts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forged_URL_is_not_quoted()
    {
        await using var worker = new TestWorker();
        await worker.HandleAsync(worker.Job() with { MediaUrl = $"https://{Secret}:{Secret}@evil.example/{Secret}?{Secret}" });
        Assert.DoesNotContain(Secret, worker.Log.Text + Assert.Single(worker.Queue.DeadLetters).Detail, StringComparison.Ordinal);
    }

    private static Reply At(string fault) => fault switch
    {
        "200" => Reply.Ok(Photo),
        "reset" => Reply.Reset(Photo),
        "reset at once" => Reply.ResetImmediately,
        "half" => Reply.Declared(Photo.Length, Photo[..100]),
        "chunk" => Reply.Chunked(Photo, whole: false),
        "empty" => Reply.Ok([]),
        "large" => Reply.Endless(Photo),
        "gzip" => Reply.Ok(Photo, "Content-Encoding: gzip\r\n"),
        "loop" => Reply.Redirect($"/cdn/photo?Signature={Secret}"),
        "elsewhere" => Reply.Redirect($"https://user:{Secret}@evil.example/{Secret}?Signature={Secret}"),
        "nonsense" => new Reply((call, token) => call.WriteAsync("nonsense\r\n", token)),
        "hang" => Reply.Hang,
        _ => Reply.Status(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
