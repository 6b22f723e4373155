using Amazon.Runtime;
using Amazon.SQS;

namespace MmsQueue.Shared.Tests;

public sealed class AwsClientTests
{
    [Fact]
    public void A_client_has_the_given_timeout_and_retries()
    {
        var config = AwsClient.Config<AmazonSQSConfig>(TimeSpan.FromSeconds(2), retries: 3);

        Assert.Equal((TimeSpan.FromSeconds(2), 3, RequestRetryMode.Standard), (config.Timeout, config.MaxErrorRetry, config.RetryMode));
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_TESTS", "http://127.0.0.1:1")]
    [InlineData("AWS_ENDPOINT_URL", "http://127.0.0.1:1")]
    [InlineData("AWS_ENDPOINT_URL_OTHER", null)]
    public void A_custom_endpoint_is_detected(string variable, string? endpoint)
    {
        using var environment = new EnvironmentScope((variable, "http://127.0.0.1:1"));

        Assert.Equal(endpoint, AwsClient.OwnEndpoint("TESTS"));
    }
}
