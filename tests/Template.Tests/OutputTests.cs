using System.Text.Json.Nodes;
using MmsQueue.Ingress;
using MmsQueue.Operations;

namespace MmsQueue.Template.Tests;

/// <summary>What the stack tells, and who reads it.</summary>
public sealed class OutputTests
{
    [Fact]
    public void Mmsq_finds_all_that_it_needs_in_what_describe_stacks_prints()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, DescribeStacks().ToJsonString());
            var expected = new StackOutputs
            {
                MediaQueueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/MediaQueue",
                DeadLetterQueueUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/DeadLetterQueue",
                MediaBucket = "MediaBucket",
                PublicBaseUrl = "https://Distribution.DomainName",
                Region = "eu-central-1",
            };
            Assert.Equal(expected, StackOutputs.Read(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_stack_tells_what_Local_tells_and_where_its_dashboard_is() => Assert.Equal(
        ["WebhookUrl", "FallbackUrl", "PublicBaseUrl", "MediaQueueUrl", "DeadLetterQueueUrl", "UsersTable", "MediaBucket", "Region", "DashboardUrl"],
        TemplateFile.Outputs.Select(output => output.Key),
        StringComparer.Ordinal);

    [Fact]
    public void Links_start_with_what_the_stack_tells() => Assert.Equal(
        Deployment.Default.Output("PublicBaseUrl"), IngressOptions.Read(Deployment.Default.Environment("IngressFunction").GetValueOrDefault).PublicBaseUrl);

    [Theory]
    [InlineData("WebhookUrl")]
    [InlineData("FallbackUrl")]
    public void Twilio_is_to_call_the_API_and_to_try_again_twice(string output) =>
        Assert.Equal("Api.ApiEndpoint/mms#rc=2&rp=all", Deployment.Default.Output(output));

    [Fact]
    public void Behind_a_custom_domain_Twilio_is_to_call_what_the_ingress_checks_signatures_against()
    {
        var custom = new Deployment(("WebhookUrl", "https://mms.example/mms"));
        var ingress = IngressOptions.Read(custom.Environment("IngressFunction").GetValueOrDefault);
        Assert.Equal(ingress.WebhookUrl + "#rc=2&rp=all", custom.Output("WebhookUrl"));
        Assert.Equal(custom.Output("WebhookUrl"), custom.Output("FallbackUrl"));
    }

    private static JsonObject DescribeStacks()
    {
        var outputs = TemplateFile.Outputs.Select(output => new JsonObject { ["OutputKey"] = output.Key, ["OutputValue"] = Deployment.Default.Output(output.Key) });
        return new JsonObject { ["Stacks"] = new JsonArray(new JsonObject { ["Outputs"] = new JsonArray([.. outputs]) }) };
    }
}
