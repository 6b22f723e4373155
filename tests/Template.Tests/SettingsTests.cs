using System.Text;

namespace MmsQueue.Template.Tests;

/// <summary>The functions' environment variables.</summary>
public sealed class SettingsTests
{
    /// <summary>Settings whose default suits every deployment, and that the template therefore leaves out.</summary>
    private static readonly string[] LeftAtTheirDefaults =
    [
        "LOOK_BACK_HOURS", "MAX_MEDIA_BYTES", "MAX_PARALLEL", "MAX_RETRY_AFTER_SECONDS", "MAX_TRIES",
        "NOT_FOUND_GRACE_SECONDS", "RECONCILE_PERIOD_SECONDS", "REDELIVERY_SECONDS", "RETRY_DELAY_MS", "TRY_TIMEOUT_SECONDS",
    ];

    private static readonly string[] ForTestsOnly = ["EXTRA_MEDIA_ORIGINS", "TWILIO_API_ORIGIN", "WEBHOOK_ORIGIN"];

    private static readonly Deployment Everything = new(
        ("SecondaryAuthToken", "true"),
        ("WebhookUrl", "https://mms.example/mms"),
        ("ReplyMedia", "Here: {links}"),
        ("ReplyNoMedia", "No photo?"),
        ("DeleteMediaAtTwilio", "true"));

    [Fact]
    public void Every_setting_is_set_or_deliberately_left_at_its_default() => Assert.All(Function.All, function =>
    {
        var set = Everything.Environment(function.Resource);
        Assert.Empty(Without(function.AskedFor(set), [.. set.Keys, .. LeftAtTheirDefaults, .. ForTestsOnly]));
    });

    [Fact]
    public void Every_variable_that_is_set_is_read_by_its_function() => Assert.All(Function.All, function =>
    {
        var set = Everything.Environment(function.Resource);
        Assert.Empty(Without(set.Keys, function.AskedFor(set)));
    });

    [Fact]
    public void Every_setting_left_at_its_default_exists_and_is_not_set()
    {
        var environments = Function.All.Select(function => (Function: function, Set: Everything.Environment(function.Resource))).ToList();
        Assert.Empty(Without(LeftAtTheirDefaults, environments.SelectMany(each => each.Function.AskedFor(each.Set))));
        Assert.All(environments, each => Assert.All(LeftAtTheirDefaults, name => Assert.False(each.Set.ContainsKey(name), name)));
    }

    [Fact]
    public void No_function_is_told_to_call_anything_in_place_of_Twilio() =>
        Assert.Empty(Function.All.SelectMany(function => Everything.Environment(function.Resource).Keys)
            .Intersect(ForTestsOnly, StringComparer.Ordinal));

    [Fact]
    public void Every_function_starts_with_the_default_parameters() =>
        Assert.All(Function.All, function => Assert.NotEmpty(function.AskedFor(Deployment.Default.Environment(function.Resource))));

    [Fact]
    public void Both_functions_agree_on_the_account_the_queue_and_the_prefix()
    {
        var ingress = Deployment.Default.Environment("IngressFunction");
        var worker = Deployment.Default.Environment("WorkerFunction");
        Assert.All(["TWILIO_ACCOUNT_SID", "MEDIA_QUEUE_URL", "MEDIA_KEY_PREFIX"], name => Assert.Equal(ingress[name], worker[name]));
    }

    [Fact]
    public void Every_secret_is_a_Secrets_Manager_reference() => Assert.All(
        Function.All.SelectMany(function => Everything.Environment(function.Resource)).Where(variable => IsSecret(variable.Key)),
        variable => Assert.Matches(@"\A\{\{resolve:secretsmanager:[^{}]+:SecretString:[A-Za-z]*::[^{}:]*\}\}\z", variable.Value));

    [Fact]
    public void The_worker_does_not_know_the_token_that_signs_webhooks() =>
        Assert.False(Everything.Environment("WorkerFunction").ContainsKey("TWILIO_AUTH_TOKEN"));

    [Fact]
    public void A_new_secret_version_changes_every_reference_to_it()
    {
        var before = Everything.Environment("IngressFunction")["TWILIO_AUTH_TOKEN"];
        var rotated = new Deployment(("TwilioSecretVersion", "11111111-2222-3333-4444-555555555555"));
        Assert.NotEqual(before, rotated.Environment("IngressFunction")["TWILIO_AUTH_TOKEN"], StringComparer.Ordinal);
    }

    [Fact]
    public void No_parameter_takes_a_secret() => Assert.All(
        TemplateFile.Parameters.Where(parameter => IsSecret(parameter.Key.ToUpperInvariant())),
        parameter => Assert.True(
            parameter.Key is "TwilioSecretArn" or "TwilioSecretVersion" || parameter.Value!["AllowedValues"] is not null, parameter.Key));

    [Fact]
    public void The_longest_replies_fit_into_Lambdas_4_KB_of_variables()
    {
        string Longest(string parameter) => "{links}".PadRight(TemplateFile.Parameters[parameter].Number("MaxLength"), '…');
        var longest = new Deployment(
            ("SecondaryAuthToken", "true"), ("ReplyMedia", Longest("ReplyMedia")), ("ReplyNoMedia", Longest("ReplyNoMedia")));
        var variables = longest.Environment("IngressFunction");
        Assert.True(variables.Sum(variable => Encoding.UTF8.GetByteCount(variable.Key + variable.Value)) < 4096);
    }

    private static IEnumerable<string> Without(IEnumerable<string> names, IEnumerable<string> others) =>
        names.Except(others, StringComparer.Ordinal);

    private static bool IsSecret(string name) =>
        ((string[])["TOKEN", "SECRET", "KEY"]).Any(word => name.Contains(word, StringComparison.Ordinal))
        && !name.EndsWith("PREFIX", StringComparison.Ordinal);
}
