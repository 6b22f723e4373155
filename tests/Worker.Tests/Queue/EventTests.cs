using System.Text;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using MmsQueue.Shared;
using MmsQueue.Worker.Queue;

namespace MmsQueue.Worker.Tests.Queue;

/// <summary>Events as Lambda sends them, read by Lambda's serializer.</summary>
public sealed class EventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<WorkerJson> Json = new();

    [Fact]
    public void A_batch_is_read_with_its_receive_counts_and_traces()
    {
        var received = Read("sqs-batch.json").Records.ConvertAll(ReceivedJob.From);

        Assert.Equal([1, 2], received.Select(job => job.ReceiveCount));
        Assert.Equal("Root=1-6b02bd20-da14f2325258510d1e3245b6;Parent=a431a62b84083486;Sampled=1", received[0].TraceHeader);
        Assert.Equal("2026-11-22T10:00:00.155Z", received[0].FirstReceivedAt);
        Assert.All(received, job => Assert.Equal("image/jpeg", MediaJob.Parse(job.Body).ContentType));
    }

    [Fact]
    public void The_poison_sample_contains_nine_valid_jobs()
    {
        var bodies = Read("sqs-poison.json").Records.ConvertAll(record => Record.Exception(() => MediaJob.Parse(record.Body)));
        Assert.IsType<MediaJobException>(Assert.Single(bodies, exception => exception is not null));
    }

    [Fact]
    public async Task The_poison_sample_yields_nine_objects_and_one_dead_letter()
    {
        await using var worker = new TestWorker(settings: options => options with { MaxTries = 1 });
        var batch = Read("sqs-poison.json");
        var origin = worker.Media.Origin.GetLeftPart(UriPartial.Authority);
        batch.Records.ForEach(record => record.Body = record.Body.Replace("https://api.twilio.com", origin, StringComparison.Ordinal));
        worker.Media.Otherwise = Reply.Ok(Sample.Jpeg());

        var response = await worker.Function.HandleAsync(batch, new InvocationContext(TimeSpan.FromMinutes(1)));

        Assert.Empty(response.BatchItemFailures);
        Assert.Equal(9, worker.Store.Objects.Count);
        Assert.Equal("photo.jpg, please", Assert.Single(worker.Queue.DeadLetters).Job.Body);
    }

    [Fact]
    public void A_response_names_the_failed_messages() => Assert.Equal(
        """{"batchItemFailures":[{"itemIdentifier":"d1fd1ecc"}]}""",
        Write(new SQSBatchResponse([new() { ItemIdentifier = "d1fd1ecc" }])));

    [Fact]
    public void A_response_without_failures_has_an_empty_list() =>
        Assert.Equal("""{"batchItemFailures":[]}""", Write(new SQSBatchResponse([])));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Records":null}""")]
    [InlineData("""{"Records":[]}""")]
    [InlineData("""{"Records":[],"unknown":{"field":1}}""")]
    public async Task An_event_without_records_succeeds(string json)
    {
        await using var worker = new TestWorker();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));

        var response = await worker.Function.HandleAsync(
            Json.Deserialize<SQSEvent>(stream),
            new InvocationContext(TimeSpan.FromMinutes(1)));

        Assert.Empty(response.BatchItemFailures);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public void An_invalid_receive_count_or_time_counts_as_a_first_receive(string value)
    {
        var received = ReceivedJob.From(new SQSEvent.SQSMessage
        {
            Attributes = new(StringComparer.Ordinal) { ["ApproximateReceiveCount"] = value, ["ApproximateFirstReceiveTimestamp"] = value },
        });

        Assert.Equal(1, received.ReceiveCount);
        Assert.Null(received.FirstReceivedAt);
    }

    private static SQSEvent Read(string file)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "events", file));
        return Json.Deserialize<SQSEvent>(stream);
    }

    private static string Write(SQSBatchResponse response)
    {
        using var stream = new MemoryStream();
        Json.Serialize(response, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
