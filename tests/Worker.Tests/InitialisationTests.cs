using System.Text;
using System.Text.Json.Nodes;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests;

/// <summary>The function as Lambda starts it.</summary>
[Collection(ProcessWide.Name)]
public sealed class InitialisationTests
{
    private const string RuntimeApi = "AWS_LAMBDA_RUNTIME_API";
    private const string Secret = "API_SECRET";

    [Fact]
    public async Task Wrong_settings_are_reported_before_the_first_event_is_asked_for()
    {
        await using var lambda = new HostileServer
        {
            Otherwise = new Reply(async (call, token) =>
            {
                await call.ReadBodyAsync(token);
                await Reply.Status(202, body: """{"status":"OK"}""").Write(call, token);
            }),
        };
        Environment.SetEnvironmentVariable(RuntimeApi, lambda.Origin.Authority);
        Environment.SetEnvironmentVariable("MAX_MEDIA_BYTES", Secret);
        try
        {
            await Assert.ThrowsAsync<SettingsException>(() => WorkerFunction.RunAsync(httpClient: null, TestContext.Current.CancellationToken));
        }
        finally
        {
            Environment.SetEnvironmentVariable(RuntimeApi, null);
            Environment.SetEnvironmentVariable("MAX_MEDIA_BYTES", null);
        }

        var call = Assert.Single(lambda.Calls);
        Assert.Equal("/2018-06-01/runtime/init/error", call.Path);
        var message = (string?)JsonNode.Parse(call.Body)!["errorMessage"];
        Assert.Contains("MEDIA_BUCKET is missing", message, StringComparison.Ordinal);
        Assert.Contains("MAX_MEDIA_BYTES must be", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(call.Body), StringComparison.Ordinal);
    }
}
