using System.Text.Json;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Sends one event to one function, as <c>sam local invoke</c> does.</summary>
public sealed class InvokeTests
{
    [Fact]
    public async Task A_webhooks_response_goes_to_stdout_and_its_log_to_stderr()
    {
        var (exitCode, output, errors) = await InvokeAsync("ingress", "webhook-post.json");

        Assert.Equal(0, exitCode);
        using var answer = JsonDocument.Parse(output);
        Assert.Equal(200, answer.RootElement.GetProperty("statusCode").GetInt32());
        Assert.Contains("/media/", answer.RootElement.GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"event\":\"Answered\"", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batchs_failures_are_printed_without_the_dead_lettered_record()
    {
        var (exitCode, output, errors) = await InvokeAsync("worker", "sqs-poison.json");

        Assert.Equal(0, exitCode);
        using var answer = JsonDocument.Parse(output);
        Assert.Equal(9, answer.RootElement.GetProperty("batchItemFailures").GetArrayLength());
        Assert.Contains("malformed-job", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reconcilers_result_is_printed()
    {
        var (exitCode, output, errors) = await InvokeAsync("reconciler", "schedule.json");

        Assert.True(exitCode == 0, errors + output);
        using var result = JsonDocument.Parse(output);
        Assert.Equal(0, result.RootElement.GetProperty("Seen").GetInt32());
        Assert.True(result.RootElement.GetProperty("IsFinished").GetBoolean());
        Assert.Contains("\"event\":\"Finished\"", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_not_JSON_gets_a_one_line_error()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "event.json");
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);

        var (exitCode, output, errors) = await InvokeAsync("ingress", file);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.StartsWith($"{file} is not JSON:", errors, StringComparison.Ordinal);
    }

    // The sample files do not exist, so one try is enough.
    private static Task<(int ExitCode, string Output, string Errors)> InvokeAsync(string function, string file) =>
        LocalProcess.RunAsync(["invoke", function, Path.Combine(Places.Events, file)], ("MAX_TRIES", "1"));
}
