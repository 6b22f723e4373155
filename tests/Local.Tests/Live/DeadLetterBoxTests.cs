using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Emulator.Tests;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

/// <summary>A dead-letter queue whose messages cannot be released.</summary>
public sealed class DeadLetterBoxTests(AwsFixture aws)
{
    [Fact]
    public async Task Letters_that_cannot_be_released_fail_no_replay_and_block_no_reader()
    {
        var token = TestContext.Current.CancellationToken;
        var (media, dead) = (await aws.QueueAsync(), await aws.QueueAsync(Sids.Job(Sids.Of(2)), Sids.Job(Sids.Of(1))));
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonSQSConfig { ServiceURL = aws.Endpoints.Sqs.ToString(), MaxErrorRetry = 0, HttpClientFactory = new OneWay() });
        using var box = new DeadLetterBox(sqs, dead, media);

        Assert.True(await box.ReplayAsync(Sids.Of(1), 0, static _ => { }, token));

        // The other letter stays invisible until its time is over. The next reader does not wait for it.
        Assert.Empty(await box.ReadAsync(10, token));
        var replayed = await aws.Clients.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(media), token);
        Assert.Equal(Sids.Job(Sids.Of(1)), Assert.Single(replayed.Messages).Body);
    }

    private sealed class OneWay : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(new Refusal { InnerHandler = new SocketsHttpHandler() });
    }

    private sealed class Refusal : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Headers.GetValues("X-Amz-Target").Single().EndsWith("ChangeMessageVisibilityBatch", StringComparison.Ordinal)
                ? throw new HttpRequestException("no message can be released")
                : base.SendAsync(request, cancellationToken);
    }
}
