using System.Text.Json;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using MmsQueue.Cli.Tests;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>mmsq load against a separate system.</summary>
public sealed class LoadTests : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private LocalProcess? _local;

    public async ValueTask InitializeAsync()
    {
        _local = LocalProcess.Start(_data.Path, ["--concurrency", "4"]);
        await _local.ServingAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _local!.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Every_job_ends_as_its_fault_dictates_and_the_report_is_correct()
    {
        var start = TimeProvider.System.GetTimestamp();
        var answer = await LoadAsync(
            "--messages", "60", "--warmup", "5", "--faults", "404x2=5%,500x1=5%,404=5%,truncate=5%",
            "--report", "load.html", "--json", "load.json");

        var most = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        Assert.True(answer.ExitCode == 0, answer.Errors + answer.Output);
        Assert.Contains("Nothing lost", answer.Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await ReadAsync("load.json"));
        int Count(string name) => json.RootElement.GetProperty(name).GetInt32();
        Assert.Equal((60, 57, 3), (Count("sent"), Count("stored"), Count("deadLettered")));
        Assert.Equal((0, 0, 0, 0), (Count("lost"), Count("unfinished"), Count("wrong"), Count("duplicates")));
        Assert.InRange(json.RootElement.GetProperty("latencyMs").GetProperty("p50").GetDouble(), 1, most);
        var page = XDocument.Parse(await ReadAsync("load.html"));
        Assert.Equal(3, page.Descendants("svg").Count());
    }

    [Fact]
    public async Task Load_through_the_webhook_finds_every_photo_behind_its_link()
    {
        var answer = await LoadAsync("--messages", "20", "--through", "webhook", "--faults", "404x2=10%", "--json");

        Assert.True(answer.ExitCode == 0, answer.Errors + answer.Output);
        Assert.Equal((20, 20), (answer.Json.GetProperty("sent").GetInt32(), answer.Json.GetProperty("stored").GetInt32()));
    }

    [Fact]
    public async Task An_object_deleted_before_verification_counts_as_lost()
    {
        await using var load = Start("--messages", "60", "--faults", "404x2=20%", "--json");
        var key = await DeleteFirstAsync();

        var answer = await load.EndAsync();

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal((1, 59), (answer.Json.GetProperty("lost").GetInt32(), answer.Json.GetProperty("stored").GetInt32()));
        var problem = Assert.Single(answer.Json.GetProperty("problems").EnumerateArray());
        Assert.Contains(key, problem.GetString(), StringComparison.Ordinal);
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(_data.In(name), TestContext.Current.CancellationToken);

    private async Task<MmsqAnswer> LoadAsync(params string[] arguments)
    {
        await using var load = Start(arguments);
        return await load.EndAsync();
    }

    private Mmsq Start(params string[] arguments) =>
        Mmsq.Start(_data.Path, ["load", "--outputs", "stack.json", "--events", Places.Events, .. arguments]);

    private async Task<string> DeleteFirstAsync()
    {
        var stack = Stack.Read(_data.Path);
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials("local", "local"), new AmazonS3Config { ServiceURL = stack["S3Endpoint"], ForcePathStyle = true });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        var request = new ListObjectsV2Request { BucketName = stack["MediaBucket"], Prefix = "media/load-" };
        while (true)
        {
            var page = await s3.ListObjectsV2Async(request, patience.Token);
            if (page.S3Objects is [var first, ..])
            {
                await s3.DeleteObjectAsync(stack["MediaBucket"], first.Key, patience.Token);
                return first.Key;
            }
        }
    }
}
