using System.Net.Sockets;

namespace MmsQueue.Cli.Tests;

/// <summary>Failures outside mmsq are reported in one line with a remedy, exit code 1.</summary>
public sealed class ErrorTests(AwsFixture aws)
{
    [Theory]
    [InlineData("status")]
    [InlineData("dlq", "list")]
    [InlineData("dlq", "show", "0123")]
    [InlineData("dlq", "replay", "--all", "--yes")]
    [InlineData("dlq", "purge", "--all", "--yes")]
    [InlineData("reconcile", "--yes")]
    public async Task Without_a_running_Local_the_error_explains_how_to_start_it(params string[] arguments)
    {
        var answer = await Mmsq.RunAsync(Path.GetTempPath(), arguments);

        Assert.Equal((1, ""), (answer.ExitCode, answer.Output));
        Assert.Contains("Start it with dotnet run --project src/Local", answer.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_ID_is_reported_in_one_line()
    {
        using var stack = await TestStack.CreateAsync(aws);

        var show = await Mmsq.RunAsync(stack.Folder, "dlq", "show", "0123");
        var replay = await Mmsq.RunAsync(stack.Folder, "dlq", "replay", "--id", "0123", "--yes");

        Assert.Equal((1, 1), (show.ExitCode, replay.ExitCode));
        Assert.Contains("No dead letter has the ID 0123", show.OneLine, StringComparison.Ordinal);
        Assert.Equal(show.OneLine, replay.OneLine);
    }

    [Theory]
    [InlineData(400, "com.amazonaws.sqs#QueueDoesNotExist", "There is no such queue")]
    [InlineData(403, "com.amazon.coral.service#AccessDeniedException", "AWS denied access")]
    [InlineData(403, "com.amazon.coral.service#ExpiredTokenException", "Sign in again")]
    public async Task A_refusal_by_AWS_is_reported_in_one_line(int status, string type, string says)
    {
        await using var sqs = await SimulatedSqs.StartAsync(_ => (status, $$"""{"__type":"{{type}}","message":"it says why"}"""));
        using var stack = await TestStack.CreateAsync(aws);
        stack.Write(sqs.Url);

        foreach (var arguments in (string[][])[["status"], ["dlq", "list"], ["dlq", "replay", "--all", "--yes"]])
        {
            var answer = await Mmsq.RunAsync(stack.Folder, arguments);
            Assert.Equal(1, answer.ExitCode);
            Assert.Contains(says, answer.OneLine, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(500, "", "AWS returned 500 (Internal Server Error). Try again")]
    [InlineData(503, "<html>busy</html>", "AWS returned 503 (Service Unavailable). Try again")]
    [InlineData(
        500,
        """{"__type":"com.amazonaws.sqs#InternalFailure","message":"it says why"}""",
        "AWS returned 500 (InternalFailure): it says why Try again")]
    [InlineData(200, "<html>a proxy's page</html>", "The response (200) is not from AWS. Check the network")]
    public async Task An_AWS_server_error_is_explained_without_the_SDKs_message(int status, string body, string says)
    {
        await using var sqs = await SimulatedSqs.StartAsync(_ => (status, body));
        using var stack = await TestStack.CreateAsync(aws);
        stack.Write(sqs.Url);

        var answer = await Mmsq.RunAsync(stack.Folder, "status");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith(says, answer.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_reset_before_its_first_request_is_reported_in_one_line()
    {
        // HttpClient throws it unwrapped.
        var reset = new SocketException((int)SocketError.NotConnected);

        Assert.StartsWith("The connection failed", Explanation.Of(reset), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_outputs_file_is_reported_in_one_line()
    {
        var answer = await Mmsq.RunAsync(Path.GetTempPath(), "status", "--outputs", "no-such-file.json");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("no-such-file.json cannot be read", answer.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_stack_json_is_reported_in_one_line()
    {
        using var stack = await TestStack.CreateAsync(aws);
        stack.Write(new Uri("http://127.0.0.1:1"));

        var answer = await Mmsq.RunAsync(stack.Folder, "status");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("The connection failed", answer.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_simulator_a_message_cannot_be_sent()
    {
        using var stack = await TestStack.CreateAsync(aws);
        var file = Path.Combine(stack.Folder, "photo.jpg");
        await File.WriteAllTextAsync(file, "photo", TestContext.Current.CancellationToken);

        var answer = await Mmsq.RunAsync(stack.Folder, "send", file);

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("only Local has one", answer.OneLine, StringComparison.Ordinal);
    }
}
