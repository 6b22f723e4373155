using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Fetch;

/// <summary>A 200 whose body is not the attachment.</summary>
public sealed class NotTheMediaTests
{
    private static readonly byte[] Photo = Sample.Jpeg();
    private static readonly byte[] LoginPage = "<html><body>Please log in, +14155550123</body></html>"u8.ToArray();

    [Theory]
    [InlineData("text/html", "<html>login", "image/jpeg")]
    [InlineData("text/html; charset=utf-8", "<html>login", "video/mp4")]
    [InlineData("application/json", "{\"error\":\"busy\"}", "image/png")]
    [InlineData("application/problem+json", "{}", "audio/amr")]
    [InlineData("application/xml", "<Error/>", "image/heic")]
    [InlineData("text/plain", "come back later", "audio/ogg")]
    [InlineData("image/svg+xml", "<svg/>", "image/jpeg")]
    [InlineData("", "<html>login", "image/jpeg")]
    [InlineData("application/octet-stream", "{\"error\":\"busy\"}", "image/jpeg")]
    [InlineData("nonsense", "\u00EF\u00BB\u00BF\r\n<html>", "image/jpeg")]
    [InlineData("video/mp4", "<html>login", "image/jpeg")]
    [InlineData("text/html", "<html>login", "application/pdf")]
    [InlineData("text/html", "<html>login", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    public async Task A_page_instead_of_the_attachment_is_retried(string answered, string body, string declared)
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Typed(answered, Latin1(body))) with { ContentType = declared });
    }

    [Fact]
    public async Task A_photo_served_after_a_page_is_stored_on_the_second_attempt()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Typed("text/html", LoginPage), Reply.Ok(Photo)), Photo, tries: 2);
    }

    [Fact]
    public async Task A_page_behind_a_redirect_is_retried()
    {
        await using var worker = new TestWorker();
        worker.Media.On("/cdn/photo", Reply.Typed("text/html", LoginPage));
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Redirect("/cdn/photo")));
    }

    [Fact]
    public async Task A_page_at_the_last_receive_is_dead_lettered_as_not_the_media_and_not_quoted()
    {
        await using var worker = new TestWorker();
        worker.Queue.Send(worker.Job(Reply.Typed("text/html", LoginPage)).ToJson(), receives: 7);

        await worker.InvokeAsync();

        var letter = Assert.Single(worker.Queue.DeadLetters);
        Assert.Equal(FailureReason.NotTheMedia, letter.Reason);
        Assert.Empty(worker.Store.Objects);
        Assert.Equal(1, worker.Log.Metric("MediaDeadLettered", "not-the-media"));
        Assert.DoesNotContain("log in", worker.Log.Text + letter.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_whose_last_failure_is_not_a_page_is_dead_lettered_as_exhausted()
    {
        await using var worker = new TestWorker(options => options with { MaxTries = 2 });
        worker.Queue.Send(worker.Job(Reply.Typed("text/html", LoginPage), Reply.Status(500)).ToJson(), receives: 7);

        await worker.InvokeAsync();

        Assert.Equal(FailureReason.Exhausted, Assert.Single(worker.Queue.DeadLetters).Reason);
    }

    [Theory]
    [InlineData("text/html", "text/html", "<html>a web page that somebody sent")]
    [InlineData("text/html", "text/plain", "<html>a web page that somebody sent")]
    [InlineData("image/svg+xml", "image/svg+xml", "<svg/>")]
    [InlineData("image/jpeg", "image/jpeg", "<html>which calls itself a photo at Twilio too")]
    [InlineData("text/plain", "application/octet-stream", "who knows")]
    [InlineData("text/plain", "", "who knows")]
    [InlineData("", "image/jpeg", "of which the server says nothing")]
    public async Task Text_is_stored_when_Twilio_declared_no_photo_or_serves_the_declared_type(
        string answered, string declared, string body)
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Typed(answered, Latin1(body))) with { ContentType = declared }, Latin1(body));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    [InlineData("video/mp4")]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task A_photo_recognized_by_its_first_bytes_is_stored_whatever_the_server_calls_it(string answered)
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Typed(answered, Photo)), Photo);
    }

    [Fact]
    public async Task A_photo_in_an_unknown_format_is_stored()
    {
        byte[] raw = [0, 1, 2, 3, 4, 5, 6, 7];
        await using var worker = new TestWorker();
        await Expect.StoredAsync(
            worker,
            worker.Job(Reply.Typed("application/octet-stream", raw)) with { ContentType = "image/x-adobe-dng" },
            raw);
    }

    [Theory]
    [InlineData(206)]
    [InlineData(203)]
    [InlineData(304)]
    public async Task A_status_between_200_and_400_other_than_200_is_retried(int status)
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(
            worker,
            worker.Job(Reply.Status(status, "Content-Range: bytes 0-3/5000\r\n", status == 304 ? "" : "\u00FF\u00D8\u00FF\u00E0")));
    }

    private static byte[] Latin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
