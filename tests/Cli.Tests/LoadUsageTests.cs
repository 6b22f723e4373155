namespace MmsQueue.Cli.Tests;

/// <summary>The errors of mmsq load.</summary>
public sealed class LoadUsageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mmsq-load-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--messages: must be a number from 1 to 1000000.", "--messages", "0")]
    [InlineData("--rate: must be jobs per second from 0.1 to 100000, e.g. 50 or 50/s.", "--rate", "fast")]
    [InlineData("--faults: 404x2 is not in the format 404x2=5%.", "--faults", "404x2")]
    [InlineData("Argument 'post' not recognized.", "--through", "post")]
    [InlineData("--faults needs the simulator", "--faults", "404=1%", "--media-url", "https://api.twilio.com/x")]
    [InlineData("--through webhook needs the simulator", "--through", "webhook", "--media-url", "https://api.twilio.com/x")]
    public async Task Wrong_usage_is_reported_in_one_line_with_exit_code_2(string line, params string[] arguments)
    {
        var answer = await Mmsq.RunAsync(_folder, ["load", .. arguments]);

        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
        Assert.StartsWith(line, answer.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_events_folder_is_reported_in_one_line_with_exit_code_1()
    {
        var answer = await Mmsq.RunAsync(_folder, "load", "--events", "nowhere");

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("The folder of sample events nowhere does not exist: choose one with --events.", answer.OneLine);
    }

    [Fact]
    public async Task An_unwritable_report_file_is_reported_before_the_run()
    {
        File.WriteAllText(Path.Combine(_folder, "webhook-a.json"), """{"body":"MediaContentType0=image%2Fjpeg"}""");

        var answer = await Mmsq.RunAsync(_folder, "load", "--events", ".", "--report", "nowhere/load.html");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("nowhere/load.html cannot be written: ", answer.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_built_in_events_work_outside_the_repository()
    {
        var answer = await Mmsq.RunAsync(_folder, "load");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("There is no .local/stack.json", answer.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_running_Local_it_fails_in_one_line_with_exit_code_1()
    {
        File.WriteAllText(Path.Combine(_folder, "webhook-a.json"), """{"body":"MediaContentType0=image%2Fjpeg"}""");

        var answer = await Mmsq.RunAsync(_folder, "load", "--events", ".");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("There is no .local/stack.json: Local is not running in this folder.", answer.OneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_simulator_it_asks_for_a_media_URL()
    {
        File.WriteAllText(Path.Combine(_folder, "webhook-a.json"), """{"body":"MediaContentType0=image%2Fjpeg"}""");

        var answer = await Mmsq.RunAsync(_folder, "load", "--events", ".", "--queue-url", "https://sqs.us-east-1.amazonaws.com/1/q");

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(
            "There is no simulator to host media files; only Local has one. Name a media file of your Twilio account with --media-url.",
            answer.OneLine);
    }
}
