namespace MmsQueue.Cli.Tests;

/// <summary>Where the stack's outputs come from.</summary>
public sealed class StackOutputsTests
{
    private const string Pairs = """[{"OutputKey":"MediaQueueUrl","OutputValue":"https://sqs.eu-west-1.amazonaws.com/1/media"},{"OutputKey":"DeadLetterQueueUrl","OutputValue":"https://sqs.eu-west-1.amazonaws.com/1/dead","Description":"d"}]""";

    [Theory]
    [InlineData(Pairs)]
    [InlineData($$"""{"Stacks":[{"StackName":"s","Outputs":{{Pairs}}}]}""")]
    [InlineData("""{"MediaQueueUrl":"https://sqs.eu-west-1.amazonaws.com/1/media","DeadLetterQueueUrl":"https://sqs.eu-west-1.amazonaws.com/1/dead","ProcessId":7}""")]
    public void They_are_read_in_each_form(string json)
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
    public void A_file_without_any_is_told(string json) => Assert.Throws<MmsqException>(() => Read(json));

    [Fact]
    public void What_is_missing_is_told_with_its_option()
    {
        var e = Assert.Throws<MmsqException>(() => Read("""{"MediaQueueUrl":"x"}""").RequiredDeadLetterQueueUrl);

        Assert.Contains("--dead-letter-queue-url", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_one_line()
    {
        var answer = await Mmsq.RunAsync(Path.GetTempPath(), "status", "--outputs", "no-such-file.json");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("no-such-file.json cannot be read", answer.OneLine, StringComparison.Ordinal);
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
