using Amazon.SQS.Model;
using MmsQueue.Emulator.Aws;

namespace MmsQueue.Emulator.Tests.Aws;

public sealed class StackResourcesTests(AwsFixture aws)
{
    [Fact]
    public async Task The_queues_match_the_template_and_a_second_start_reuses_them()
    {
        var first = await CreateAsync(_ => null);
        var second = await CreateAsync(_ => null);

        var media = await AttributesAsync(first.MediaQueueUrl);
        var deadLetters = await AttributesAsync(first.DeadLetterQueueUrl);
        Assert.Equal(first, second);
        Assert.Equal("360", media["VisibilityTimeout"]);
        Assert.Contains("\"maxReceiveCount\":8", media["RedrivePolicy"], StringComparison.Ordinal);
        Assert.Contains(deadLetters["QueueArn"], media["RedrivePolicy"], StringComparison.Ordinal);
        Assert.Equal("1209600", deadLetters["MessageRetentionPeriod"]);
        Assert.StartsWith(aws.Endpoints.Sqs.ToString(), first.MediaQueueUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_key_is_the_phone_number()
    {
        var stack = await CreateAsync(_ => null);

        var table = (await aws.Clients.DynamoDb.DescribeTableAsync(stack.UsersTable, TestContext.Current.CancellationToken)).Table;
        Assert.Equal("fromNumber", Assert.Single(table.KeySchema).AttributeName);
    }

    [Fact]
    public async Task Given_names_are_used_unchanged()
    {
        var stack = await CreateAsync(name => "given-" + name);

        Assert.Equal(
            new StackResources("given-MEDIA_QUEUE_URL", "given-DEAD_LETTER_QUEUE_URL", "given-USERS_TABLE", "given-MEDIA_BUCKET"), stack);
    }

    private Task<StackResources> CreateAsync(Func<string, string?> variable) =>
        StackResources.CreateAsync(aws.Clients, aws.Endpoints, variable, TestContext.Current.CancellationToken);

    private async Task<Dictionary<string, string>> AttributesAsync(string queue)
    {
        var request = new GetQueueAttributesRequest(queue, ["All"]);
        return (await aws.Clients.Sqs.GetQueueAttributesAsync(request, TestContext.Current.CancellationToken)).Attributes;
    }
}
