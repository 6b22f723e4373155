using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Queue;

/// <summary>Nulls in place of records and of their values.</summary>
public sealed class NullTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<WorkerJson> Json = new();
    private static readonly byte[] Photo = Sample.Jpeg();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_null_record_affects_only_itself(int position)
    {
        await using var worker = new TestWorker(options => options with { MaxTries = 1 });
        var records = new JsonArray(Record("good", worker.Job(Reply.Ok(Photo))), Record("bad", worker.Job(Reply.Status(500))));
        records.Insert(position, null);

        var response = await HandleAsync(worker, records);

        Assert.Equal("bad", Assert.Single(response.BatchItemFailures).ItemIdentifier);
        Assert.Single(worker.Store.Objects);
    }

    [Fact]
    public async Task A_batch_of_nulls_succeeds()
    {
        await using var worker = new TestWorker();
        Assert.Empty((await HandleAsync(worker, new JsonArray(null, null))).BatchItemFailures);
    }

    [Theory]
    [InlineData("receiptHandle")]
    [InlineData("attributes")]
    [InlineData("messageAttributes")]
    [InlineData("eventSourceARN")]
    public async Task A_record_is_stored_in_spite_of_a_null_that_does_not_matter(string name)
    {
        await using var worker = new TestWorker();
        var record = Record("1", worker.Job(Reply.Ok(Photo)));
        record[name] = null;

        Assert.Empty((await HandleAsync(worker, [record])).BatchItemFailures);

        Assert.Single(worker.Store.Objects);
    }

    [Theory]
    [InlineData("attributes")]
    [InlineData("messageAttributes")]
    public async Task Null_attributes_count_as_a_first_receive(string name)
    {
        await using var worker = new TestWorker();
        var record = Record("1", worker.Job(Reply.Status(401)));
        record[name] = JsonNode.Parse(
            """{"ApproximateReceiveCount":null,"AWSTraceHeader":null,"ReplayCount":null,"FirstReceivedAt":null}""");

        await HandleAsync(worker, [record]);

        Assert.Equal(1, Assert.Single(worker.Queue.DeadLetters).Job.ReceiveCount);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_record_without_an_ID_is_stored(string? id)
    {
        await using var worker = new TestWorker();
        Assert.Empty((await HandleAsync(worker, [Record(id, worker.Job(Reply.Ok(Photo)))])).BatchItemFailures);
        Assert.Single(worker.Store.Objects);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_failed_record_without_an_ID_is_dead_lettered_because_it_cannot_be_retried_alone(string? id)
    {
        await using var worker = new TestWorker();
        var records = new JsonArray(Record(id, worker.Job(Reply.Status(500))), Record("good", worker.Job(Reply.Ok(Photo))));

        Assert.Empty((await HandleAsync(worker, records)).BatchItemFailures);

        Assert.Equal(FailureReason.Exhausted, Assert.Single(worker.Queue.DeadLetters).Reason);
        Assert.Single(worker.Store.Objects);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task A_record_without_an_ID_that_cannot_be_dead_lettered_fails_the_whole_batch(string? id)
    {
        await using var worker = new TestWorker();
        worker.Queue.Failure = new IOException("no queue");

        var response = await HandleAsync(worker, [Record(id, worker.Job(Reply.Status(500)))]);

        Assert.Equal("", Assert.Single(response.BatchItemFailures).ItemIdentifier);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-11-20T08:00:00.000Z and more and more and more and more and more and more and more")]
    public async Task An_invalid_first_receive_time_is_not_copied_to_a_dead_letter(string value)
    {
        await using var worker = new TestWorker();
        var record = Record("1", worker.Job(Reply.Status(401)));
        var attribute = new JsonObject { ["dataType"] = "String", ["stringValue"] = value };
        record["messageAttributes"] = new JsonObject { ["FirstReceivedAt"] = attribute };

        await HandleAsync(worker, [record]);

        Assert.Null(Assert.Single(worker.Queue.DeadLetters).Job.FirstReceivedAt);
    }

    private static JsonObject Record(string? id, MediaJob job) => new()
    {
        ["messageId"] = id,
        ["receiptHandle"] = "receipt",
        ["body"] = job.ToJson(),
        ["attributes"] = new JsonObject(),
        ["messageAttributes"] = new JsonObject(),
    };

    private static async Task<SQSBatchResponse> HandleAsync(TestWorker worker, JsonArray records)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(new JsonObject { ["Records"] = records }.ToJsonString()));
        return await worker.Function.HandleAsync(Json.Deserialize<SQSEvent>(stream), new InvocationContext(TimeSpan.FromMinutes(1)));
    }
}
