namespace MmsQueue.Cli.Tests;

/// <summary>dlq replay's requests, against a server with responses that the emulator does not give.</summary>
public sealed class ReplayRequestTests(AwsFixture aws)
{
    private const string One = """{"Id":"one","MessageId":"1","MD5OfMessageBody":"c4ca4238a0b923820dcc509a6f75849b"}""";
    private const string Other = """{"Id":"two","MessageId":"2","MD5OfMessageBody":"c81e728d9d4c2f636f067f89cc14862c"}""";
    private const string Failed = """{"Id":"one","Code":"InternalError","SenderFault":false}""";
    private const string Two = """
        {"Messages":[
          {"MessageId":"one","ReceiptHandle":"h1","Body":"1","MD5OfBody":"c4ca4238a0b923820dcc509a6f75849b",
           "Attributes":{"SentTimestamp":"1","AWSTraceHeader":"Root=1-5759e988-bd862e3fe1be46a994272793"}},
          {"MessageId":"two","ReceiptHandle":"h2","Body":"2","MD5OfBody":"c81e728d9d4c2f636f067f89cc14862c",
           "Attributes":{"SentTimestamp":"2"}}]}
        """;

    [Fact]
    public async Task A_replayed_job_keeps_its_trace_header()
    {
        var answer = await ReplayAsync($$"""{"Successful":[{{One}},{{Other}}]}""", "{}");

        Assert.Equal(0, answer.Answer.ExitCode);
        var sent = answer.Sqs.Requests.Single(request => request.Action == "SendMessageBatch").Body.GetProperty("Entries")[0];
        Assert.Equal(
            "Root=1-5759e988-bd862e3fe1be46a994272793",
            sent.GetProperty("MessageSystemAttributes").GetProperty("AWSTraceHeader").GetProperty("StringValue").GetString());
    }

    [Fact]
    public async Task A_letter_that_the_media_queue_rejects_is_kept_and_made_visible_again()
    {
        var answer = await ReplayAsync($$"""{"Successful":[{{Other}}],"Failed":[{{Failed}}]}""", "{}");

        Assert.Equal(1, answer.Answer.ExitCode);
        Assert.Contains("one: not sent: InternalError", answer.Answer.Errors, StringComparison.Ordinal);
        Assert.Equal(["two"], Ids(answer.Sqs, "DeleteMessageBatch"));
        Assert.Equal(["one"], Ids(answer.Sqs, "ChangeMessageVisibilityBatch"));
    }

    [Fact]
    public async Task A_letter_that_was_sent_but_not_deleted_is_reported()
    {
        var answer = await ReplayAsync($$"""{"Successful":[{{One}},{{Other}}]}""", $$"""{"Failed":[{{Failed}}]}""");

        Assert.Equal(1, answer.Answer.ExitCode);
        Assert.Contains("one: sent, but not deleted: InternalError", answer.Answer.Errors, StringComparison.Ordinal);
        Assert.Equal(2, answer.Answer.Json.GetProperty("replayed").GetInt32());
    }

    [Fact]
    public async Task Without_a_media_queue_nothing_is_deleted()
    {
        var answer = await ReplayAsync(send: null, "{}");

        Assert.Equal(1, answer.Answer.ExitCode);
        Assert.Contains("There is no such queue", answer.Answer.OneLine, StringComparison.Ordinal);
        Assert.Empty(Ids(answer.Sqs, "DeleteMessageBatch"));
        Assert.Equal(["one", "two"], Ids(answer.Sqs, "ChangeMessageVisibilityBatch"));
    }

    [Theory]
    [InlineData(0, 2, "")]
    [InlineData(0, 3, "1 more are hidden")]
    [InlineData(2, 3, "3 more are hidden")]
    public async Task Letters_that_became_visible_in_time_are_not_reported_as_hidden(int visible, int held, string says)
    {
        var answer = await ReplayAsync(
            $$"""{"Successful":[{{One}},{{Other}}]}""",
            "{}",
            $$$"""{"Attributes":{"ApproximateNumberOfMessages":"{{{visible}}}","ApproximateNumberOfMessagesNotVisible":"{{{held}}}"}}""");

        Assert.Equal(2, answer.Answer.Json.GetProperty("replayed").GetInt32());
        Assert.Equal(says.Length > 0, answer.Answer.Errors.Contains("are hidden", StringComparison.Ordinal));
        Assert.Contains(says, answer.Answer.Errors, StringComparison.Ordinal);
    }

    private async Task<(MmsqAnswer Answer, SimulatedSqs Sqs)> ReplayAsync(string? send, string delete, string depth = "{}")
    {
        var receives = 0;
        await using var sqs = await SimulatedSqs.StartAsync(action => action switch
        {
            "ReceiveMessage" => (200, Interlocked.Increment(ref receives) == 1 ? Two : "{}"),
            "SendMessageBatch" => send is null ? (400, """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"no"}""") : (200, send),
            "GetQueueAttributes" => (200, depth),
            "DeleteMessageBatch" => (200, delete),
            _ => (200, "{}"),
        });
        using var stack = await TestStack.CreateAsync(aws);
        stack.Write(sqs.Url);
        return (await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--all", "--yes", "--json"), sqs);
    }

    private static string[] Ids(SimulatedSqs sqs, string action) =>
    [
        .. sqs.Requests.Where(request => request.Action == action)
            .SelectMany(request => request.Body.GetProperty("Entries").EnumerateArray())
            .Select(entry => entry.GetProperty("Id").GetString()!)
            .Order(StringComparer.Ordinal),
    ];
}
