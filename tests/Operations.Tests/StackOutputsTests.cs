namespace MmsQueue.Operations.Tests;

/// <summary>Where the stack's outputs come from.</summary>
public sealed class StackOutputsTests
{
    private const string Pairs = """[{"OutputKey":"MediaQueueUrl","OutputValue":"https://sqs.eu-west-1.amazonaws.com/1/media"},{"OutputKey":"DeadLetterQueueUrl","OutputValue":"https://sqs.eu-west-1.amazonaws.com/1/dead","Description":"d"}]""";

    [Theory]
    [InlineData(Pairs)]
    [InlineData($$"""{"Stacks":[{"StackName":"s","Outputs":{{Pairs}}}]}""")]
    [InlineData("""{"MediaQueueUrl":"https://sqs.eu-west-1.amazonaws.com/1/media","DeadLetterQueueUrl":"https://sqs.eu-west-1.amazonaws.com/1/dead","ProcessId":7}""")]
    public void They_are_read_in_every_format(string json)
    {
        var outputs = Read(json);

        Assert.Equal("https://sqs.eu-west-1.amazonaws.com/1/media", outputs.RequiredMediaQueueUrl);
        Assert.Equal("https://sqs.eu-west-1.amazonaws.com/1/dead", outputs.RequiredDeadLetterQueueUrl);
        Assert.Equal("eu-west-1", AwsClients.RegionOf(outputs.MediaQueueUrl));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("""{"Stacks":[]}""")]
    [InlineData("""{"Stacks":[{"Outputs":[{"OutputKey":"Else","OutputValue":"x"}]}]}""")]
    public void A_file_without_outputs_is_rejected(string json) => Assert.Throws<OperatorException>(() => Read(json));

    [Fact]
    public void A_missing_output_is_reported_with_its_option()
    {
        var e = Assert.Throws<OperatorException>(() => Read("""{"MediaQueueUrl":"x"}""").RequiredDeadLetterQueueUrl);

        Assert.Contains("--dead-letter-queue-url", e.Message, StringComparison.Ordinal);
    }

    private static StackOutputs Read(string json)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, json);
        try
        {
            return StackOutputs.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
