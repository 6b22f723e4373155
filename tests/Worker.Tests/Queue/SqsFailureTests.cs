using MmsQueue.Worker.Queue;

namespace MmsQueue.Worker.Tests.Queue;

/// <summary>The failures of SQS, from a server that imitates them.</summary>
public sealed class SqsFailureTests
{
    public static TheoryData<string> Refusals => ["403", "400", "503", "reset", "half", "nonsense", "nobody"];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_unsettled_record_is_reported_whatever_SQS_answers_and_the_others_succeed(string how)
    {
        await using var sqs = new HostileServer { Otherwise = Refusal(how) };
        using var client = AwsEmulator.SqsAt(sqs.Origin);
        var options = TestWorker.Defaults with { DeadLetterQueueUrl = new Uri(sqs.Origin, "/1/dead").ToString() };
        await using var worker = new TestWorker(queue: new SqsJobQueue(client, options, () => 0.5));
        var poison = worker.Queue.Send("poison");
        if (how is "nobody")
        {
            await sqs.DisposeAsync();
        }

        var response = await worker.HandleAsync(worker.Job(Reply.Ok(Sample.Jpeg())));

        Assert.Equal(poison, Assert.Single(response.BatchItemFailures).ItemIdentifier);
        Assert.Single(worker.Store.Objects);
    }

    private static Reply Refusal(string how) => how switch
    {
        "403" => Answer(
            403,
            """{"__type":"com.amazonaws.sqs#ExpiredToken","message":"The security token included in the request is expired"}"""),
        "400" => Answer(400, """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}"""),
        "503" => Answer(503, ""),
        "reset" => Reply.ResetImmediately,
        "half" => Reply.Declared(1000, "{\"MessageId\":"u8.ToArray()),
        _ => Answer(200, "<html>not SQS at all</html>"),
    };

    private static Reply Answer(int status, string body) => Reply.Status(status, body: body).AfterBody();
}
