using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MmsQueue.Cli.Tests;

/// <summary>mmsq send against a simulator whose media files are never stored.</summary>
public sealed class SendTests(AwsFixture aws)
{
    [Fact]
    public async Task A_dead_letter_of_the_message_ends_the_wait_and_gives_the_reason()
    {
        using var stack = await TestStack.CreateAsync(aws);
        var job = TestStack.Job();
        await using var simulator = await StartAsync(job.MessageSid);
        stack.Write(aws.Endpoint, new Uri(simulator.Urls.Single()));
        await File.WriteAllTextAsync(Path.Combine(stack.Folder, "photo.jpg"), "photo", TestContext.Current.CancellationToken);
        await stack.DieAsync("not-found", 12);
        await stack.DieAsync("unauthorized", body: job.ToJson());

        var text = await Mmsq.RunAsync(stack.Folder, "send", "photo.jpg");
        var json = await Mmsq.RunAsync(stack.Folder, "send", "photo.jpg", "--json");

        Assert.Equal((1, 1), (text.ExitCode, json.ExitCode));
        Assert.StartsWith(
            $"{simulator.Urls.Single()}/media/a/b.jpg will not be served: unauthorized (GET answered with what it answered). ",
            text.OneLine,
            StringComparison.Ordinal);
        Assert.EndsWith($"mmsq dlq replay --message-sid {job.MessageSid}", text.OneLine, StringComparison.Ordinal);
        Assert.False(json.Json.GetProperty("served").GetBoolean());
        Assert.StartsWith("{\"error\":", json.OneLine, StringComparison.Ordinal);
        Assert.Equal((13, 0), await stack.DepthAsync(stack.DeadLetterQueueUrl));
    }

    private static async Task<WebApplication> StartAsync(string messageSid)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            context.Response.StatusCode = context.Request.Method == "POST" ? 200 : 404;
            await context.Response.WriteAsync(
                $$"""{"messageSid":"{{messageSid}}","status":200,"reply":"here","links":["{{app.Urls.Single()}}/media/a/b.jpg"]}""",
                context.RequestAborted);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
