using System.Text.Json;
using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>The real clients against services that fail as AWS fails.</summary>
public sealed class AwsFailureTests
{
    private const string UpdateItem = "UpdateItem";
    private const string SendBatch = "SendMessageBatch";

    [Theory]
    [InlineData(UpdateItem, 400, "ProvisionedThroughputExceededException", 3)]
    [InlineData(UpdateItem, 400, "ThrottlingException", 3)]
    [InlineData(UpdateItem, 500, "InternalServerError", 3)]
    [InlineData(UpdateItem, 400, "ResourceNotFoundException", 1)]
    [InlineData(UpdateItem, 400, "AccessDeniedException", 1)]
    [InlineData(UpdateItem, 400, "ExpiredTokenException", 1)]
    [InlineData(UpdateItem, 400, "UnrecognizedClientException", 1)]
    [InlineData(SendBatch, 503, "ServiceUnavailable", 3)]
    [InlineData(SendBatch, 400, "RequestThrottled", 3)]
    [InlineData(SendBatch, 400, "QueueDoesNotExist", 1)]
    [InlineData(SendBatch, 400, "AccessDenied", 1)]
    [InlineData(SendBatch, 403, "ExpiredToken", 1)]
    [InlineData(SendBatch, 400, "BatchRequestTooLong", 1)]
    public async Task A_persistent_error_is_logged_and_causes_a_503_after_the_retries_that_can_help(
        string operation, int status, string code, int tries)
    {
        await using var aws = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(users: aws.Users(), queue: aws.Queue());
        aws.Answer(operation, AwsServer.Error(status, code));

        (await ingress.SendAsync(TwilioWebhook.Mms())).Line(503);

        Assert.Equal(tries, aws.Requests(operation).Count);
        Assert.Equal($"{code} from the service", ingress.Entry("Failed").GetProperty("error").GetString());
        Assert.EndsWith("Exception", ingress.Entry("Failed").GetProperty("errorType").GetString(), StringComparison.Ordinal);
        Assert.Single(aws.Requests(operation is UpdateItem ? SendBatch : UpdateItem));
    }

    [Theory]
    [InlineData(UpdateItem, "ProvisionedThroughputExceededException")]
    [InlineData(SendBatch, "RequestThrottled")]
    public async Task A_temporary_error_is_retried_and_not_visible(string operation, string code)
    {
        await using var aws = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(users: aws.Users(), queue: aws.Queue());
        aws.Answer(operation, AwsServer.Error(400, code), operation is UpdateItem ? AwsServer.AcceptItem : AwsServer.AcceptAllBut());

        Assert.Single((await ingress.SendAsync(TwilioWebhook.Mms())).Links());
    }

    [Fact]
    public async Task A_failed_condition_means_that_the_message_was_already_counted()
    {
        await using var aws = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(users: aws.Users(), queue: aws.Queue());
        aws.Answer(UpdateItem, AwsServer.Error(400, "ConditionalCheckFailedException"));

        Assert.Single((await ingress.SendAsync(TwilioWebhook.Mms())).Links());

        Assert.Equal("accepted-again", ingress.Entry("Answered").GetProperty("outcome").GetString());
        Assert.Single(aws.Requests(UpdateItem));
    }

    [Fact]
    public async Task Only_failed_entries_are_sent_again()
    {
        await using var aws = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(queue: aws.Queue());
        aws.Answer(SendBatch, AwsServer.AcceptAllBut("1", "3", "9"), AwsServer.AcceptAllBut("3"), AwsServer.AcceptAllBut());

        Assert.Equal(10, (await ingress.SendAsync(TwilioWebhook.Mms(10))).Links().Count);

        Assert.Equal(["0123456789", "139", "3"], aws.Requests(SendBatch).Select(Ids), StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_keeps_failing_causes_a_503()
    {
        await using var aws = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(queue: aws.Queue());
        aws.Answer(SendBatch, AwsServer.AcceptAllBut("1"));

        (await ingress.SendAsync(TwilioWebhook.Mms(2))).Line(503);

        Assert.Equal(["01", "1", "1"], aws.Requests(SendBatch).Select(Ids), StringComparer.Ordinal);
        Assert.Equal("The media queue refused 1 of 2 jobs: InternalError", ingress.Entry("Failed").GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_response_without_entries_is_not_a_success()
    {
        await using var aws = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(queue: aws.Queue());
        aws.Answer(SendBatch, _ => (200, "{}"));

        (await ingress.SendAsync(TwilioWebhook.Mms())).Line(503);
    }

    [Theory]
    [InlineData(UpdateItem)]
    [InlineData(SendBatch)]
    public async Task A_service_that_hangs_causes_a_503_within_the_budget(string operation)
    {
        await using var aws = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(users: aws.Users(), queue: aws.Queue());
        aws.Answer(operation, AwsServer.Hang);
        var answer = ingress.SendAsync(TwilioWebhook.Mms());
        await Task.WhenAll(aws.Called(UpdateItem), aws.Called(SendBatch));
        Assert.False(answer.IsCompleted);

        ingress.Time.Advance(TimeSpan.FromSeconds(8));

        (await answer.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken)).Line(503);
        Assert.Equal("out-of-time", ingress.Entry("Failed").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_request_that_hangs_is_abandoned_and_retried()
    {
        await using var aws = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(queue: aws.Queue(tryMilliseconds: 10_000));
        aws.Answer(SendBatch, AwsServer.Hang, AwsServer.AcceptAllBut());

        Assert.Single((await ingress.SendAsync(TwilioWebhook.Mms())).Links());
        Assert.Equal(2, aws.Requests(SendBatch).Count);
    }

    [Fact]
    public async Task A_queue_timeout_after_the_user_was_written_causes_a_503_and_the_retry_counts_once()
    {
        await using var aws = await AwsServer.StartAsync();
        using var ingress = new IngressUnderTest(queue: aws.Queue());
        aws.Answer(SendBatch, AwsServer.Hang);
        var answer = ingress.SendAsync(TwilioWebhook.Mms());
        await aws.Called(SendBatch);
        ingress.Time.Advance(TimeSpan.FromSeconds(8));
        (await answer).Line(503);

        aws.Answer(SendBatch, AwsServer.AcceptAllBut());
        Assert.Single((await ingress.SendAsync(TwilioWebhook.Mms())).Links());

        Assert.Equal(1, ingress.Users.Users[TwilioWebhook.From].MessageCount);
    }

    [Fact]
    public async Task An_unreachable_service_causes_a_503()
    {
        var gone = await AwsServer.StartAsync();
        var (users, queue) = (gone.Users(retries: 0), gone.Queue(retries: 0));
        await gone.DisposeAsync();
        using var ingress = new IngressUnderTest(users: users, queue: queue);

        (await ingress.SendAsync(TwilioWebhook.Mms())).Line(503);

        Assert.DoesNotContain("4155550101", ingress.LogText, StringComparison.Ordinal);
    }

    private static string Ids(JsonElement batch) =>
        string.Concat(batch.GetProperty("Entries").EnumerateArray().Select(entry => entry.GetProperty("Id").GetString()));
}
