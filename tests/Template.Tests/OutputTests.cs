using System.Text.Json.Nodes;
using MmsQueue.Ingress;
using MmsQueue.Operations;

namespace MmsQueue.Template.Tests;

/// <summary>The outputs of the stack and their readers.</summary>
public sealed class OutputTests
{
    [Fact]
    public void Mmsq_reads_its_settings_from_the_output_of_describe_stacks()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("stack.json"), DescribeStacks().ToJsonString());
        var expected = new StackOutputs
        {
            MediaQueueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/MediaQueue",
            DeadLetterQueueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/DeadLetterQueue",
            MediaBucket = "MediaBucket",
            PublicBaseUrl = "https://Distribution.DomainName",
            Region = "eu-central-1",
            WebhookUrl = "https://Api.example/mms#rc=2&rp=all",
            MediaKeyPrefix = "media",
            TwilioAccountSid = Deployment.Default.Output("TwilioAccountSid"),
            TwilioSecretArn = Deployment.Default.Output("TwilioSecretArn"),
            LinkSecretArn = "LinkSecret",
        };
        Assert.Equal(expected, StackOutputs.Read(folder.In("stack.json")));
    }

    [Fact]
    public void The_stack_has_the_outputs_of_Local_and_its_dashboard_URL() => Assert.Equal(
        [
            "WebhookUrl", "FallbackUrl", "PublicBaseUrl", "MediaQueueUrl", "DeadLetterQueueUrl",
            "UsersTable", "MediaBucket", "MediaKeyPrefix", "TwilioAccountSid", "TwilioSecretArn", "LinkSecretArn", "Region", "DashboardUrl",
        ],
        TemplateFile.Outputs.Select(output => output.Key),
        StringComparer.Ordinal);

    [Fact]
    public void Links_start_with_the_stacks_public_base_URL() => Assert.Equal(
        Deployment.Default.Output("PublicBaseUrl"),
        IngressOptions.Read(Deployment.Default.Environment("IngressFunction").GetValueOrDefault).PublicBaseUrl);

    [Theory]
    [InlineData("WebhookUrl")]
    [InlineData("FallbackUrl")]
    public void Twilio_is_told_to_call_the_API_and_to_retry_twice(string output) =>
        Assert.Equal("https://Api.example/mms#rc=2&rp=all", Deployment.Default.Output(output));

    [Fact]
    public void With_a_custom_domain_Twilio_calls_the_URL_that_signatures_are_checked_against()
    {
        var custom = new Deployment(("WebhookUrl", "https://mms.example/mms"));
        var ingress = IngressOptions.Read(custom.Environment("IngressFunction").GetValueOrDefault);
        Assert.Equal(ingress.WebhookUrl + "#rc=2&rp=all", custom.Output("WebhookUrl"));
        Assert.Equal(custom.Output("WebhookUrl"), custom.Output("FallbackUrl"));
    }

    private static JsonObject DescribeStacks()
    {
        var outputs = TemplateFile.Outputs.Select(output =>
            new JsonObject { ["OutputKey"] = output.Key, ["OutputValue"] = Deployment.Default.Output(output.Key) });
        return new JsonObject { ["Stacks"] = new JsonArray(new JsonObject { ["Outputs"] = new JsonArray([.. outputs]) }) };
    }
}
