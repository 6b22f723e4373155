using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests;

/// <summary>A peer's text reaches neither the log nor a dead letter; the kind of error does.</summary>
public sealed class PeerTextTests
{
    private const string Phone = "14155550123";

    private static readonly byte[] Photo = Sample.Jpeg();

    [Theory]
    [InlineData("HTTP/1.1 2x0 " + Phone + "\r\n\r\n")]
    [InlineData("HTTP/9.9 " + Phone + "\r\n\r\n")]
    [InlineData(Phone + "\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-From " + Phone + "\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX-(" + Phone + "): 1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: " + Phone + "\r\n\r\nx")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/" + Phone + "\r\n\r\n<html>")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nx" + Phone + "\r\n")]
    [InlineData("HTTP/1.1 500 " + Phone + "\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: x" + Phone + "://" + Phone + "/\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://tel" + Phone + ".evil.example/\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: tel:+" + Phone + "\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://" + Phone + "@evil.example/" + Phone + "?" + Phone + "\r\n\r\n")]
    public async Task A_media_servers_text_is_neither_logged_nor_dead_lettered(string answer)
    {
        await using var worker = new TestWorker(settings: options => options with { MaxTries = 1, MaxMediaBytes = 3 });
        worker.Queue.Send(worker.Job(new Reply((call, token) => call.WriteAsync(answer, token))).ToJson(), receives: 7);

        await worker.InvokeAsync();

        var letter = Assert.Single(worker.Queue.DeadLetters);
        Assert.DoesNotContain(Phone, worker.Log.Text + letter.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception: ", letter.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX-From\r\n\r\n", "InvalidResponse")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc", "ResponseEnded")]
    public async Task The_kind_of_an_HTTP_error_is_logged(string answer, string kind)
    {
        await using var worker = new TestWorker(settings: options => options with { MaxTries = 1 });
        await worker.HandleAsync(worker.Job(new Reply((call, token) => call.WriteAsync(answer, token))) with { ContentType = "" });
        Assert.Contains(kind, worker.Log.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nonsensical_response_to_a_deletion_is_not_quoted()
    {
        await using var worker = new TestWorker(settings: options => options with { DeleteMediaAtTwilio = true });
        var nonsense = new Reply((call, token) => call.WriteAsync($"HTTP/1.1 204 No\r\nX-{Phone}\r\n\r\n", token));
        await worker.HandleAsync(worker.Job(Reply.Ok(Photo), nonsense));

        Assert.Equal(1, worker.Log.Metric("MediaNotDeleted"));
        Assert.Contains("InvalidResponse", worker.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, worker.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queues_refusal_is_logged_without_its_text()
    {
        await using var worker = new TestWorker();
        worker.Queue.Failure = new HttpRequestException(
            HttpRequestError.InvalidResponse,
            $"said {Phone}",
            new IOException($"said {Phone}"));
        worker.Queue.Send("poison");

        await worker.InvokeAsync();

        Assert.Contains("InvalidResponse", worker.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, worker.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Error><Code>AccessDenied</Code><Message>said 14155550123</Message></Error>", "AccessDenied")]
    [InlineData("<Error><Code>14155550123</Code><Message>m</Message></Error>", "503")]
    [InlineData("<html>14155550123</html>", "503")]
    [InlineData("14155550123", "503")]
    public async Task S3s_error_code_is_logged_without_its_text(string body, string kind)
    {
        await using var s3 = new HostileServer
        {
            Otherwise = Reply.Status(503, $"x-amz-request-id: {Phone}\r\n", body).AfterBody(),
        };
        await using var worker = new TestWorker(
            settings: options => options with { MaxTries = 1 },
            store: options => new S3MediaStore(AwsEmulator.S3At(s3.Origin), options, isPlainHttp: true));
        worker.Queue.Send(worker.Job(Reply.Ok(Photo)).ToJson());

        await worker.InvokeAsync();

        Assert.Contains(kind, worker.Log.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, worker.Log.Text, StringComparison.Ordinal);
    }
}
