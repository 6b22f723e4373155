namespace MmsQueue.Operations.Tests;

/// <summary>Reading a stack's secrets.</summary>
public sealed class StackSecretsTests
{
    private const string Complete = """{"TWILIO_ACCOUNT_SID":"AC1","TWILIO_AUTH_TOKEN":"token","LINK_SECRET":"link"}""";
    private static readonly StackOutputs InAws = new() { TwilioAccountSid = "AC1", TwilioSecretArn = "arn:a", LinkSecretArn = "arn:b" };

    [Fact]
    public async Task The_account_itself_is_the_user_of_a_local_stack()
    {
        var secrets = await ReadAsync(Complete);

        Assert.Equal(new StackSecrets(new("AC1", "AC1", "token"), "token", "link"), secrets);
    }

    [Fact]
    public async Task A_missing_file_is_reported_with_its_remedy()
    {
        using var folder = new TemporaryFolder();
        var file = folder.In("secrets.json");

        var message = await ErrorAsync(new StackOutputs { SecretsFile = file });

        Assert.StartsWith($"{file} cannot be read:", message, StringComparison.Ordinal);
        Assert.EndsWith("Is Local running?", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not valid JSON.")]
    [InlineData("token", "is not valid JSON.")]
    [InlineData("[]", "has no TWILIO_ACCOUNT_SID. Add it.")]
    [InlineData("""{"TWILIO_ACCOUNT_SID":"AC1","LINK_SECRET":"link"}""", "has no TWILIO_AUTH_TOKEN. Add it.")]
    [InlineData("""{"TWILIO_ACCOUNT_SID":"AC1","TWILIO_AUTH_TOKEN":7}""", "has no TWILIO_AUTH_TOKEN. Add it.")]
    [InlineData("""{"TWILIO_ACCOUNT_SID":"AC1","TWILIO_AUTH_TOKEN":"token","LINK_SECRET":""}""", "has no LINK_SECRET. Add it.")]
    public async Task An_unusable_file_is_reported_without_its_contents(string json, string says)
    {
        var error = await Assert.ThrowsAsync<OperatorException>(() => ReadAsync(json));

        Assert.EndsWith("secrets.json " + says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_that_lack_a_secret_are_reported_with_their_remedy()
    {
        StackOutputs[] lacking =
        [
            new(), InAws with { TwilioAccountSid = null }, InAws with { TwilioSecretArn = null }, InAws with { LinkSecretArn = null },
        ];
        foreach (var stack in lacking)
        {
            var message = await ErrorAsync(stack);

            Assert.StartsWith("The outputs lack TwilioAccountSid, TwilioSecretArn or LinkSecretArn.", message, StringComparison.Ordinal);
            Assert.Contains("--outputs", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("arn:aws:secretsmanager:us-east-1:123456789012:secret:mms/twilio-a1B2c3", "mms/twilio")]
    [InlineData("arn:aws:secretsmanager:us-east-1:123456789012:secret:twilio", "twilio")]
    public void The_random_end_of_an_ARN_is_not_part_of_the_name(string arn, string name) =>
        Assert.Equal(name, StackSecrets.NameIn(arn));

    private static async Task<StackSecrets> ReadAsync(string json)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.In("secrets.json"), json, TestContext.Current.CancellationToken);
        return await ReadAsync(new StackOutputs { SecretsFile = folder.In("secrets.json") });
    }

    private static async Task<StackSecrets> ReadAsync(StackOutputs stack)
    {
        using var aws = new AwsClients(stack);
        return await StackSecrets.ReadAsync(stack, aws, TestContext.Current.CancellationToken);
    }

    private static async Task<string> ErrorAsync(StackOutputs stack) =>
        (await Assert.ThrowsAsync<OperatorException>(() => ReadAsync(stack))).Message;
}
