using Amazon.SQS;
using Amazon.SQS.Model;
using Answer = StandIns.Tests.AwsSqsListener.Answer;

namespace StandIns.Tests;

/// <summary>What the SDK's own pipeline does for the client.</summary>
public sealed class AwsSqsRetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, "InternalFailure")]
    [InlineData(503, "ServiceUnavailable")]
    [InlineData(400, "RequestThrottled")]
    [InlineData(400, "ThrottlingException")]
    public async Task A_passing_error_is_tried_again(int status, string code)
    {
        await using var listener = await AwsSqsListener.StartAsync(Error(code, status), new Answer("""{"QueueUrl":"u"}"""));
        using var client = listener.CreateClient();

        Assert.Equal("u", (await client.GetQueueUrlAsync("q", Token)).QueueUrl);
        Assert.Equal(2, listener.Requests.Count);
    }

    [Fact]
    public async Task An_error_that_stays_is_told_after_the_last_try()
    {
        await using var listener = await AwsSqsListener.StartAsync(Error("InternalFailure", 500));
        using var client = listener.CreateClient();

        var error = await Assert.ThrowsAsync<AmazonSQSException>(() => client.GetQueueUrlAsync("q", Token));

        Assert.Equal(("InternalFailure", 500, "request-1"), (error.ErrorCode, (int)error.StatusCode, error.RequestId));
        Assert.Equal(client.Config.MaxErrorRetry + 1, listener.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        await using var listener = await AwsSqsListener.StartAsync(Error("ReceiptHandleIsInvalid", 400));
        using var client = listener.CreateClient();

        await Assert.ThrowsAsync<ReceiptHandleIsInvalidException>(() => client.DeleteMessageAsync("q", "handle", Token));

        Assert.Single(listener.Requests);
    }

    [Theory]
    [InlineData("OverLimit", typeof(OverLimitException))]
    [InlineData("UnsupportedOperation", typeof(UnsupportedOperationException))]
    [InlineData("QueueDoesNotExist", typeof(QueueDoesNotExistException))]
    [InlineData("InvalidSecurity", typeof(InvalidSecurityException))]
    [InlineData("KmsAccessDenied", typeof(KmsAccessDeniedException))]
    [InlineData("AccessDeniedException", typeof(AmazonSQSException))]
    public async Task A_code_chooses_the_exception(string code, Type expected)
    {
        await using var listener = await AwsSqsListener.StartAsync(Error(code, 400));
        using var client = listener.CreateClient();

        var error = await Assert.ThrowsAnyAsync<AmazonSQSException>(() => client.ReceiveMessageAsync("q", Token));

        Assert.Equal((expected, code, "because"), (error.GetType(), error.ErrorCode, error.Message));
    }

    // The published client knows an exception only at the operations that declare it.
    [Fact]
    public async Task A_code_that_belongs_to_another_operation_chooses_its_exception_there()
    {
        await using var handle = await AwsSqsListener.StartAsync(Error("ReceiptHandleIsInvalid", 400));
        await using var attribute = await AwsSqsListener.StartAsync(Error("InvalidAttributeName", 400));
        using var handleClient = handle.CreateClient();
        using var attributeClient = attribute.CreateClient();

        await Assert.ThrowsAsync<ReceiptHandleIsInvalidException>(() => handleClient.ChangeMessageVisibilityAsync("q", "handle", 1, Token));
        await Assert.ThrowsAsync<InvalidAttributeNameException>(() => attributeClient.GetQueueAttributesAsync("q", ["Nothing"], Token));
    }

    [Fact]
    public async Task A_move_task_that_is_none_is_told()
    {
        await using var listener = await AwsSqsListener.StartAsync(Error("ResourceNotFoundException", 400));
        using var client = listener.CreateClient();

        await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => client.CancelMessageMoveTaskAsync(new CancelMessageMoveTaskRequest { TaskHandle = "task-1" }, Token));
    }

    private static Answer Error(string code, int status) =>
        new($$"""{"__type":"com.amazonaws.sqs#{{code}}","message":"because"}""", status);
}
