using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace MmsQueue.StandIns.Tests.Lambda;

public sealed class SerializerTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<EventsContext> _serializer = new();

    [Fact]
    public void A_batch_response_is_written_as_Lambda_expects_it() =>
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"059f36b4"}]}""",
            Write(new SQSBatchResponse([new SQSBatchResponse.BatchItemFailure { ItemIdentifier = "059f36b4" }])));

    [Fact]
    public void A_batch_without_failures_has_an_empty_list() =>
        Assert.Equal("""{"batchItemFailures":[]}""", Write(new SQSBatchResponse()));

    [Fact]
    public void An_HTTP_response_has_camel_case_names_and_no_nulls() =>
        Assert.Equal(
            """{"statusCode":200,"headers":{"Content-Type":"text/xml"},"body":"<Response/>","isBase64Encoded":false}""",
            Write(new APIGatewayHttpApiV2ProxyResponse
            {
                StatusCode = 200,
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Type"] = "text/xml" },
                Body = "<Response/>",
            }));

    [Fact]
    public void A_name_without_an_attribute_is_written_as_declared_and_read_in_any_case()
    {
        Assert.Equal("""{"Say":"é <&>"}""", Write(new Echo("é <&>")));
        Assert.Equal("x", Read<Echo>("""{"sAY":"x","unknown":1}""").Say);
    }

    [Fact]
    public void Unreadable_JSON_throws_a_JsonSerializerException_with_its_cause()
    {
        var error = Assert.Throws<JsonSerializerException>(() => Read<SQSEvent>("[]"));
        Assert.IsType<System.Text.Json.JsonException>(error.InnerException);
        Assert.Contains(typeof(SQSEvent).FullName!, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_unknown_to_the_context_throws_a_JsonSerializerException() =>
        Assert.Throws<JsonSerializerException>(() => Write(new Uri("https://example.com")));

    private T Read<T>(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return _serializer.Deserialize<T>(stream);
    }

    private string Write<T>(T answer)
    {
        using var stream = new MemoryStream();
        _serializer.Serialize(answer, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
