using MmsQueue.Emulator.Aws;

namespace MmsQueue.Emulator.Tests.Aws;

public sealed class AwsEndpointsTests
{
    [Fact]
    public void The_emulators_are_the_default() => Assert.Null(Read());

    [Fact]
    public void AWS_ENDPOINT_URL_applies_to_every_service_without_its_own()
    {
        var endpoints = Read(("AWS_ENDPOINT_URL", "http://localhost:4566"), ("AWS_ENDPOINT_URL_S3", "http://localhost:9000"))!;

        Assert.Equal("http://localhost:4566/", endpoints.Sqs.ToString());
        Assert.Equal("http://localhost:9000/", endpoints.S3.ToString());
        Assert.Equal("http://localhost:4566/", endpoints.DynamoDb.ToString());
        Assert.Equal(("us-east-1", "local"), (endpoints.Region, endpoints.AccessKeyId));
    }

    [Fact]
    public void Region_and_credentials_come_from_the_environment()
    {
        var endpoints = Read(
            ("AWS_ENDPOINT_URL", "http://x"),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "id"),
            ("AWS_SECRET_ACCESS_KEY", "key"),
            ("AWS_SESSION_TOKEN", "token"))!;

        Assert.Equal("eu-west-1", endpoints.Region);
        Assert.Equal(("id", "key", "token"), (endpoints.AccessKeyId, endpoints.SecretAccessKey, endpoints.SessionToken));
    }

    [Fact]
    public void The_error_names_a_missing_endpoint()
    {
        var error = Assert.Throws<EmulatorException>(() => Read(("AWS_ENDPOINT_URL_SQS", "http://x"), ("AWS_ENDPOINT_URL_S3", "http://x")));

        Assert.StartsWith("AWS_ENDPOINT_URL_DYNAMODB is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_names_a_variable_that_is_not_a_URL()
    {
        var error = Assert.Throws<EmulatorException>(() => Read(("AWS_ENDPOINT_URL", "localhost:4566")));

        Assert.StartsWith("AWS_ENDPOINT_URL_SQS is not", error.Message, StringComparison.Ordinal);
    }

    private static AwsEndpoints? Read(params (string Name, string Value)[] variables) =>
        AwsEndpoints.Read(name => Array.Find(variables, variable => variable.Name == name).Value);
}
