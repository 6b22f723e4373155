using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Fetch;

/// <summary>Redirects are followed without credentials.</summary>
public sealed class RedirectTests
{
    private static readonly byte[] Photo = Sample.Jpeg();

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_the_CDN_is_followed(int status)
    {
        await using var worker = new TestWorker();
        worker.Media.On("/cdn/photo", Reply.Ok(Photo));
        await Expect.StoredAsync(worker, worker.Job(Reply.Redirect("/cdn/photo?Signature=s", status)), Photo);
    }

    [Fact]
    public async Task Credentials_are_sent_to_the_API_but_not_to_the_redirect_target()
    {
        await using var worker = new TestWorker();
        worker.Media.On("/cdn/photo", Reply.Ok(Photo).WithoutCredentials());

        await Expect.StoredAsync(
            worker,
            worker.Job(Reply.Redirect("/cdn/photo?Signature=s").WithCredentials(TestWorker.User, TestWorker.Password)),
            Photo);

        Assert.Equal([true, false], worker.Media.Calls.Select(call => call.Authorization is not null));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_refused_redirect_signature_is_transient_because_the_next_one_is_new(int status)
    {
        await using var worker = new TestWorker();
        worker.Media.On("/cdn/photo", Reply.Status(status));
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Redirect("/cdn/photo?Signature=s")));
    }

    [Fact]
    public async Task Credentials_are_not_sent_again_when_a_redirect_leads_back_to_the_API()
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Redirect("/cdn/1"), Reply.Ok(Photo));
        worker.Media.On("/cdn/1", Reply.Redirect(job.MediaUrl));

        await Expect.StoredAsync(worker, job, Photo, tries: 2);

        Assert.Equal([true, false, false], worker.Media.Calls.Select(call => call.Authorization is not null));
    }

    [Fact]
    public async Task The_query_of_a_signed_URL_is_sent_unchanged()
    {
        await using var worker = new TestWorker();
        worker.Media.On("/cdn/photo", Reply.Ok(Photo));

        await worker.HandleAsync(worker.Job(Reply.Redirect("/cdn/photo?Signature=a%2Bb~c%2F%3D&Expires=1")));

        Assert.Equal("/cdn/photo?Signature=a%2Bb~c%2F%3D&Expires=1", worker.Media.Calls.Last().Target);
    }

    [Fact]
    public async Task Five_redirects_are_followed()
    {
        await using var worker = new TestWorker();
        RedirectChain(worker, length: 5);
        await Expect.StoredAsync(worker, worker.Job(Reply.Redirect("/cdn/1")), Photo);
    }

    [Fact]
    public async Task Six_redirects_are_dead_lettered_as_forbidden_url()
    {
        await using var worker = new TestWorker();
        RedirectChain(worker, length: 6);
        await Expect.DeadLetteredAsync(worker, worker.Job(Reply.Redirect("/cdn/1")), FailureReason.ForbiddenUrl);
    }

    [Fact]
    public async Task A_loop_is_dead_lettered_as_forbidden_url()
    {
        await using var worker = new TestWorker();
        worker.Media.On("/cdn/loop", Reply.Redirect("/cdn/loop"));
        await Expect.DeadLetteredAsync(worker, worker.Job(Reply.Redirect("/cdn/loop")), FailureReason.ForbiddenUrl);
        Assert.Equal(6, worker.Media.Calls.Count);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/?x=secret")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://mms.twiliocdn.com/photo")]
    [InlineData("https://evil.example/photo?x=secret")]
    [InlineData("http://2130706433/")]
    [InlineData("https://localhost/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://api.twilio.com@evil.example/")]
    [InlineData("https://api.twilio.com.evil.example/")]
    [InlineData("http://[nonsense")]
    public async Task A_redirect_to_an_unlisted_host_is_dead_lettered_as_forbidden_url(string location)
    {
        await using var worker = new TestWorker();

        var detail = await Expect.DeadLetteredAsync(worker, worker.Job(Reply.Redirect(location)), FailureReason.ForbiddenUrl);

        Assert.DoesNotContain("secret", detail, StringComparison.Ordinal);
        Assert.Single(worker.Media.Calls);
    }

    [Fact]
    public async Task A_redirect_without_a_location_is_dead_lettered_as_forbidden_url()
    {
        await using var worker = new TestWorker();
        await Expect.DeadLetteredAsync(worker, worker.Job(Reply.Status(302)), FailureReason.ForbiddenUrl);
    }

    [Theory]
    [InlineData("https://api.twilio.com@evil.example")]
    [InlineData("https://api.twilio.com.evil.example")]
    [InlineData("http://2130706433")]
    [InlineData("https://[::ffff:127.0.0.1]")]
    public async Task A_forged_URL_is_dead_lettered_as_forbidden_url_without_a_request(string origin)
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Ok(Photo));
        job = job with { MediaUrl = origin + new Uri(job.MediaUrl).AbsolutePath };

        await Expect.DeadLetteredAsync(worker, job, FailureReason.ForbiddenUrl, tries: 0);

        Assert.Equal(0, worker.Media.Connections);
    }

    private static void RedirectChain(TestWorker worker, int length)
    {
        for (var i = 1; i < length; i++)
        {
            worker.Media.On($"/cdn/{i}", Reply.Redirect($"/cdn/{i + 1}"));
        }

        worker.Media.On($"/cdn/{length}", Reply.Ok(Photo));
    }
}
