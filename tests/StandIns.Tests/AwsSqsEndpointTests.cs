using Amazon;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Answer = StandIns.Tests.AwsSqsListener.Answer;

namespace StandIns.Tests;

/// <summary>Where requests go; one class, since the environment is everybody's.</summary>
public sealed class AwsSqsEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("us-east-1", "https://sqs.us-east-1.amazonaws.com")]
    [InlineData("eu-west-3", "https://sqs.eu-west-3.amazonaws.com")]
    [InlineData("cn-north-1", "https://sqs.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-east-1", "https://sqs-fips.us-east-1.amazonaws.com", true)]
    [InlineData("us-gov-west-1", "https://sqs.us-gov-west-1.amazonaws.com", true)]
    [InlineData("us-east-1", "https://sqs.us-east-1.api.aws", false, true)]
    public void An_endpoint_is_its_regions(string region, string endpoint, bool fips = false, bool dualStack = false)
    {
        var config = new AmazonSQSConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack,
        };

        Assert.Equal(endpoint, config.DetermineServiceOperationEndpoint(new(new SendMessageRequest())).URL.TrimEnd('/'));
    }

    [Fact]
    public async Task The_environment_can_name_the_endpoint()
    {
        await using var listener = await AwsSqsListener.StartAsync(new Answer("""{"QueueUrl":"u"}"""));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SQS", listener.Url.AbsoluteUri);
        try
        {
            using var client = new AmazonSQSClient(
                new BasicAWSCredentials("a", "b"), new AmazonSQSConfig { AuthenticationRegion = "eu-west-3" });

            Assert.Equal("u", (await client.GetQueueUrlAsync("q", Token)).QueueUrl);
            Assert.Contains("/eu-west-3/sqs/", Assert.Single(listener.Requests).Headers["Authorization"], StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SQS", null);
        }
    }
}
