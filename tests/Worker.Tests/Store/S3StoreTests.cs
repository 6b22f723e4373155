using System.Globalization;
using MmsQueue.Shared;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests.Store;

/// <summary>What is in the bucket of emulated S3 afterwards.</summary>
public sealed class S3StoreTests(AwsEmulator aws)
{
    [Theory]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(1_000_000)]
    public async Task The_stored_bytes_are_the_downloaded_bytes(int length)
    {
        await using var worker = new TestWorker(store: aws.Store);
        var photo = Sample.Jpeg(length);
        var job = worker.Job(Reply.Ok(photo));

        Assert.Empty((await worker.HandleAsync(job)).BatchItemFailures);

        Assert.Equal(photo, (await aws.GetAsync(job.Key))!.Value.Bytes);
    }

    [Fact]
    public async Task A_chunked_body_is_stored_byte_for_byte()
    {
        await using var worker = new TestWorker(store: aws.Store);
        var photo = Sample.Jpeg(300_000);
        var job = worker.Job(Reply.Chunked(photo));

        await worker.HandleAsync(job);

        Assert.Equal(photo, (await aws.GetAsync(job.Key))!.Value.Bytes);
    }

    [Fact]
    public async Task An_object_has_a_type_a_cache_policy_and_metadata_about_its_origin()
    {
        await using var worker = new TestWorker(store: aws.Store);
        var job = worker.Job(Reply.Ok(Sample.Jpeg())) with { MediaIndex = 3, ContentType = "Image/PJPEG; q=1" };

        await worker.HandleAsync(job);

        var (stored, _) = (await aws.GetAsync(job.Key))!.Value;
        Assert.Equal("image/jpeg", stored.Headers.ContentType);
        Assert.Equal("public, max-age=31536000, immutable", stored.Headers.CacheControl);
        Assert.True(string.IsNullOrEmpty(stored.Headers.ContentDisposition));
        Assert.Equal(5, stored.Metadata.Count);
        Assert.Equal((job.MessageSid, job.MediaSid), (stored.Metadata["message-sid"], stored.Metadata["media-sid"]));
        Assert.NotNull(job.MediaSid);
        Assert.Equal("3", stored.Metadata["media-index"]);
        Assert.Equal(job.ReceivedAt, DateTimeOffset.Parse(stored.Metadata["received-at"], CultureInfo.InvariantCulture));
        Assert.Equal("image/pjpeg", stored.Metadata["source-type"]);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("nobody knows what this is")]
    public async Task Content_that_a_browser_could_run_is_stored_as_a_download_even_if_declared_an_image(string content)
    {
        await using var worker = new TestWorker(store: aws.Store);
        var job = worker.Job(Reply.Ok(System.Text.Encoding.UTF8.GetBytes(content)));

        await worker.HandleAsync(job);

        var (stored, _) = (await aws.GetAsync(job.Key))!.Value;
        Assert.Equal("application/octet-stream", stored.Headers.ContentType);
        Assert.Equal("attachment", stored.Headers.ContentDisposition);
    }

    [Theory]
    [InlineData("image/jpeg\r\nX-Evil: 1")]
    [InlineData("image/jp\u00e9g")]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task An_invalid_declared_type_is_kept_out_of_the_metadata(string contentType)
    {
        await using var worker = new TestWorker(store: aws.Store);
        var job = worker.Job(Reply.Ok(Sample.Jpeg())) with { ContentType = contentType };

        await worker.HandleAsync(job);

        Assert.Equal("unknown", (await aws.GetAsync(job.Key))!.Value.Response.Metadata["source-type"]);
    }

    [Fact]
    public async Task A_body_that_ends_early_leaves_no_object_and_the_next_attempt_stores_it()
    {
        await using var worker = new TestWorker(store: aws.Store);
        var photo = Sample.Jpeg(200_000);
        var there = new List<bool>();
        var job = worker.Job();
        worker.Media.On(new Uri(job.MediaUrl).AbsolutePath, Reply.Declared(photo.Length, photo[..100_000]), new Reply(async (call, token) =>
        {
            there.Add(await aws.GetAsync(job.Key) is not null);
            await Reply.Ok(photo).Write(call, token);
        }));

        var response = await worker.HandleAsync(job);

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal([false], there);
        Assert.Equal(photo, (await aws.GetAsync(job.Key))!.Value.Bytes);
    }

    [Fact]
    public async Task A_file_that_turns_out_to_be_too_large_leaves_no_object()
    {
        await using var worker = new TestWorker(settings: options => options with { MaxMediaBytes = 100_000 }, store: aws.Store);
        var job = worker.Job(Reply.Endless(Sample.Jpeg()));

        await worker.HandleAsync(job);

        Assert.Equal(FailureReason.TooLarge, Assert.Single(worker.Queue.DeadLetters).Reason);
        Assert.Null(await aws.GetAsync(job.Key));
    }

    [Fact]
    public async Task Simultaneous_duplicates_create_one_object_and_no_error()
    {
        await using var worker = new TestWorker(store: aws.Store);
        var photo = Sample.Jpeg();
        var job = worker.Job(Reply.Ok(photo));

        var response = await worker.HandleAsync(job, job);

        Assert.Empty(response.BatchItemFailures);
        Assert.Empty(worker.Queue.DeadLetters);
        Assert.Equal(photo, (await aws.GetAsync(job.Key))!.Value.Bytes);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task A_redelivery_or_a_replay_after_success_downloads_nothing(int receives, int replays)
    {
        await using var worker = new TestWorker(store: aws.Store);
        var job = worker.Job(Reply.Ok(Sample.Jpeg()));
        await worker.HandleAsync(job);
        worker.Queue.Send(job.ToJson(), receives, replays);

        Assert.Empty((await worker.InvokeAsync()).BatchItemFailures);

        Assert.Equal(1, worker.Tries(job));
    }

    [Fact]
    public async Task A_stored_file_that_was_deleted_at_Twilio_is_not_missed()
    {
        await using var worker = new TestWorker(store: aws.Store);
        var job = worker.Job(Reply.Ok(Sample.Jpeg()), Reply.Status(404));
        await worker.HandleAsync(job);

        Assert.Empty((await worker.HandleAsync(job)).BatchItemFailures);

        Assert.Empty(worker.Queue.DeadLetters);
        Assert.Equal(2, worker.Tries(job));
    }

    [Fact]
    public async Task A_redelivery_downloads_a_file_that_was_not_stored()
    {
        await using var worker = new TestWorker(store: aws.Store);
        var job = worker.Job(Reply.Ok(Sample.Jpeg()));
        worker.Queue.Send(job.ToJson(), receives: 3);

        await worker.InvokeAsync();

        Assert.NotNull(await aws.GetAsync(job.Key));
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_transient()
    {
        await using var worker = new TestWorker(
            store: options => new S3MediaStore(aws.S3, options with { MediaBucket = "nobodys-bucket" }, isPlainHttp: true));
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Ok(Sample.Jpeg())));
        Assert.Contains("NoSuchBucket", worker.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photo.jpg", "image/jpeg", "image/jpeg")]
    [InlineData("picture.png", "image/png", "image/png")]
    [InlineData("animation.gif", "image/gif", "image/gif")]
    [InlineData("clip.mp4", "video/mp4", "video/mp4")]
    [InlineData("contact.vcf", "text/x-vcard", "text/vcard")]
    public async Task A_sample_file_is_stored_with_its_own_type(string file, string declared, string type)
    {
        await using var worker = new TestWorker(store: aws.Store);
        var job = worker.Job(Reply.Ok(Sample.File(file))) with { ContentType = declared };

        await worker.HandleAsync(job);

        var (stored, bytes) = (await aws.GetAsync(job.Key))!.Value;
        Assert.Equal(type, stored.Headers.ContentType);
        Assert.Equal(Sample.File(file), bytes);
    }
}
