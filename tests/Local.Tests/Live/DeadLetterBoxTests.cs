using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using MmsQueue.Emulator.Tests;
using MmsQueue.Local.Live;

namespace MmsQueue.Local.Tests.Live;

/// <summary>A dead-letter queue that gives letters out, and does not take them back.</summary>
public sealed class DeadLetterBoxTests(AwsFixture aws)
{
    [Fact]
    public async Task A_queue_that_takes_nothing_back_fails_no_replay_and_locks_nobody_out()
    {
        var token = TestContext.Current.CancellationToken;
        var (media, dead) = (await aws.QueueAsync(), await aws.QueueAsync(Sids.Job(Sids.Of(2)), Sids.Job(Sids.Of(1))));
        using var sqs = new AmazonSQSClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonSQSConfig { ServiceURL = aws.Endpoints.Sqs.ToString(), MaxErrorRetry = 0, HttpClientFactory = new OneWay() });
        using var box = new DeadLetterBox(sqs, dead, media);

        Assert.True(await box.ReplayAsync(Sids.Of(1), 0, static _ => { }, token));

        // The other one is held until its time is over, and whoever looks next is told so at once.
        Assert.Empty(await box.ReadAsync(10, token));
        var replayed = await aws.Clients.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(media), token);
        Assert.Equal(Sids.Job(Sids.Of(1)), Assert.Single(replayed.Messages).Body);
    }

    private sealed class OneWay : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Refusal { InnerHandler = new SocketsHttpHandler() });
    }

    private sealed class Refusal : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Headers.GetValues("X-Amz-Target").Single().EndsWith("ChangeMessageVisibilityBatch", StringComparison.Ordinal)
                ? throw new HttpRequestException("nothing is taken back")
                : base.SendAsync(request, cancellationToken);
    }
}
