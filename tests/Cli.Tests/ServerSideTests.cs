namespace MmsQueue.Cli.Tests;

/// <summary>dlq replay --server-side, against a server with scripted responses.</summary>
public sealed class ServerSideTests(AwsFixture aws)
{
    private static readonly string[] Yes = ["dlq", "replay", "--server-side", "--yes"];

    [Fact]
    public async Task The_move_is_followed_to_its_end_and_has_an_explicit_destination()
    {
        var looks = 0;
        await using var sqs = await SimulatedSqs.StartAsync(action => action switch
        {
            "GetQueueAttributes" => (200, """{"Attributes":{"QueueArn":"arn:aws:sqs:us-east-1:1:q"}}"""),
            "StartMessageMoveTask" => (200, """{"TaskHandle":"the-handle"}"""),
            _ => (200, Interlocked.Increment(ref looks) == 1
                ? Tasks("\"TaskHandle\":\"the-handle\",\"Status\":\"RUNNING\"", moved: 3)
                : Tasks("\"Status\":\"COMPLETED\"", moved: 7)),
        });
        using var stack = await TestStack.CreateAsync(aws);
        stack.Write(sqs.Url);

        var answer = await Mmsq.RunAsync(stack.Folder, [.. Yes, "--rate", "100"]);

        Assert.Equal((0, "SQS moved 7 dead letters: COMPLETED.\n"), (answer.ExitCode, answer.Output));
        var start = sqs.Requests.Single(request => request.Action == "StartMessageMoveTask").Body;
        Assert.Equal("arn:aws:sqs:us-east-1:1:q", start.GetProperty("DestinationArn").GetString());
        Assert.Equal(100, start.GetProperty("MaxNumberOfMessagesPerSecond").GetInt32());

        static string Tasks(string state, int moved) =>
            $$"""{"Results":[{{{state}},"ApproximateNumberOfMessagesMoved":{{moved}},"ApproximateNumberOfMessagesToMove":7}]}""";
    }

    [Fact]
    public async Task Ctrl_C_cancels_the_move()
    {
        var isCancelled = false;
        await using var sqs = await SimulatedSqs.StartAsync(action =>
        {
            isCancelled |= action == "CancelMessageMoveTask";
            return (200, action switch
            {
                "GetQueueAttributes" => """{"Attributes":{"QueueArn":"arn"}}""",
                "StartMessageMoveTask" => """{"TaskHandle":"h"}""",
                "CancelMessageMoveTask" => """{"ApproximateNumberOfMessagesMoved":2}""",
                _ when isCancelled => """{"Results":[{"Status":"CANCELLED","ApproximateNumberOfMessagesMoved":2}]}""",
                _ => """{"Results":[{"TaskHandle":"h","Status":"RUNNING","ApproximateNumberOfMessagesMoved":2}]}""",
            });
        });
        using var stack = await TestStack.CreateAsync(aws);
        stack.Write(sqs.Url);
        await using var mmsq = Mmsq.Start(stack.Folder, Yes);
        while (!sqs.Requests.Any(request => request.Action == "ListMessageMoveTasks"))
        {
            await Task.Yield();
        }

        mmsq.Signal("-INT");
        var answer = await mmsq.EndAsync();

        Assert.Equal((1, "SQS moved 2 dead letters: CANCELLED.\n"), (answer.ExitCode, answer.Output));
    }

    [Fact]
    public async Task A_failed_move_is_explained()
    {
        await using var sqs = await SimulatedSqs.StartAsync(action => (200, action switch
        {
            "GetQueueAttributes" => """{"Attributes":{"QueueArn":"arn"}}""",
            "StartMessageMoveTask" => """{"TaskHandle":"h"}""",
            _ => """{"Results":[{"Status":"FAILED","FailureReason":"AccessDenied","ApproximateNumberOfMessagesMoved":0}]}""",
        }));
        using var stack = await TestStack.CreateAsync(aws);
        stack.Write(sqs.Url);

        var answer = await Mmsq.RunAsync(stack.Folder, Yes);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("AccessDenied", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_SQS_without_move_tasks_is_reported_in_one_line()
    {
        await using var sqs = await SimulatedSqs.StartAsync(action => action == "GetQueueAttributes"
            ? (200, """{"Attributes":{"QueueArn":"arn"}}""")
            : (400, """{"__type":"com.amazonaws.sqs#InvalidAction","message":"Unknown action"}"""));
        using var stack = await TestStack.CreateAsync(aws);
        stack.Write(sqs.Url);

        var answer = await Mmsq.RunAsync(stack.Folder, Yes);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("leave out --server-side", answer.OneLine, StringComparison.Ordinal);
    }
}
