namespace MmsQueue.Operations.Tests;

/// <summary>Reading a stack's outputs.</summary>
public sealed class StackOutputsTests
{
    private const string Media = "https://sqs.eu-west-1.amazonaws.com/1/media";
    private const string Dead = "https://sqs.eu-west-1.amazonaws.com/1/dead";
    private const string Pairs = $$"""
        [{"OutputKey":"MediaQueueUrl","OutputValue":"{{Media}}"},
         {"OutputKey":"DeadLetterQueueUrl","OutputValue":"{{Dead}}","Description":"d"}]
        """;

    [Theory]
    [InlineData(Pairs)]
    [InlineData($$"""{"Stacks":[{"StackName":"s","Outputs":{{Pairs}}}]}""")]
    [InlineData($$"""{"MediaQueueUrl":"{{Media}}","DeadLetterQueueUrl":"{{Dead}}","ProcessId":7}""")]
    public void Outputs_are_read_in_every_format(string json)
    {
        var outputs = Read(json);

        Assert.Equal(Media, outputs.RequiredMediaQueueUrl);
        Assert.Equal(Dead, outputs.RequiredDeadLetterQueueUrl);
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
