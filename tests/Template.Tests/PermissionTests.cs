namespace MmsQueue.Template.Tests;

/// <summary>What each function may do, and with which resources.</summary>
public sealed class PermissionTests
{
    /// <summary>What Lambda itself does on a function's behalf.</summary>
    private static readonly string[] OfLambda =
        ["logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTelemetryRecords", "xray:PutTraceSegments"];

    [Fact]
    public void The_ingress_has_exactly_the_permissions_that_its_code_needs() =>
        Assert.Equal(Sorted([.. Function.Ingress.Assembly.NeededPermissions(), .. OfLambda]), Actions(Function.Ingress));

    [Fact]
    public void The_worker_has_exactly_the_permissions_that_its_code_and_its_queue_need() => Assert.Equal(
        Sorted(
        [
            .. Function.Worker.Assembly.NeededPermissions(), .. OfLambda,
            "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", // Lambda's poller
            "s3:ListBucket", // without it, a missing key is a 403
        ]),
        Actions(Function.Worker));

    // Its code is in Operations, which does more for mmsq than a role should allow the reconciler.
    [Fact]
    public void The_reconciler_reads_media_files_and_dead_letters_and_writes_only_its_state()
    {
        Assert.Equal(
            Sorted(
            [
                .. OfLambda, "s3:GetObject", "s3:ListBucket", "s3:PutObject",
                "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes", "sqs:ReceiveMessage",
            ]),
            Actions(Function.Reconciler));
        Assert.Equal(["MediaBucket.Arn/reconciler/*"], ResourcesOf(Function.Reconciler, "s3:PutObject"));
        Assert.Equal(["DeadLetterQueue.Arn"], ResourcesOf(Function.Reconciler, "sqs:ReceiveMessage"));
    }

    [Fact]
    public void The_ingress_can_access_only_its_table_its_queue_and_its_log() => Assert.Equal(
        Sorted(["dynamodb UsersTable.Arn", "sqs MediaQueue.Arn", "logs IngressLogs.Arn", "xray *"]), Reach(Function.Ingress));

    [Fact]
    public void The_worker_can_access_only_its_queues_its_media_and_its_log() => Assert.Equal(
        Sorted(
        [
            "sqs MediaQueue.Arn", "sqs DeadLetterQueue.Arn", "s3 MediaBucket.Arn/media/*", "s3 MediaBucket.Arn",
            "logs WorkerLogs.Arn", "xray *",
        ]),
        Reach(Function.Worker));

    [Fact]
    public void The_worker_sends_only_to_the_dead_letter_queue() =>
        Assert.Equal(["DeadLetterQueue.Arn"], ResourcesOf(Function.Worker, "sqs:SendMessage"));

    [Fact]
    public void The_worker_lists_only_its_own_prefix()
    {
        var list = Assert.Single(Statement.OfFunction("WorkerFunction"), statement => statement.Actions.Contains("s3:ListBucket"));
        Assert.Equal("media/*", list.Condition.Text("StringLike/s3:prefix"));
    }

    [Fact]
    public void No_role_permission_is_a_wildcard() =>
        Assert.All(Function.All.SelectMany(Actions), action => Assert.DoesNotContain('*', action));

    [Fact]
    public void Only_X_Ray_permissions_apply_to_all_resources() => Assert.All(
        Function.All.SelectMany(function => Statement.OfFunction(function.Resource)).Where(statement => statement.Resources.Contains("*")),
        statement => Assert.All(statement.Actions, action => Assert.StartsWith("xray:", action, StringComparison.Ordinal)));

    [Fact]
    public void Each_function_has_its_own_role_that_only_Lambda_can_assume()
    {
        Assert.Distinct(Function.All.Select(function => Statement.RoleOf(function.Resource)), StringComparer.Ordinal);
        Assert.All(TemplateFile.OfType("AWS::IAM::Role"), role =>
        {
            var trust = Assert.Single(Statement.Of(Deployment.Default.Properties(role)["AssumeRolePolicyDocument"]));
            Assert.Equal("lambda.amazonaws.com", trust.Principal.Text("Service"));
        });
        Assert.All(TemplateFile.OfType("AWS::IAM::Role"), role => Assert.Null(Deployment.Default.Properties(role)["ManagedPolicyArns"]));
    }

    [Fact]
    public void The_API_may_call_the_ingress_only_for_its_own_routes()
    {
        var prefix = "arn:aws:execute-api:eu-central-1:123456789012:Api/*/";
        var permissions = TemplateFile.OfType("AWS::Lambda::Permission").Select(Deployment.Default.Properties)
            .Where(permission => permission.Text("FunctionName") == "IngressFunction").ToList();
        Assert.All(permissions, permission => Assert.Equal("apigateway.amazonaws.com", permission.Text("Principal")));
        var sources = permissions.Select(permission => permission.Text("SourceArn"));
        Assert.Equal([prefix + "*/mms", prefix + "*/pending.html"], sources, StringComparer.Ordinal);
    }

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string[] Actions(Function function) => Sorted(
        from statement in Statement.OfFunction(function.Resource)
        where statement.Allows
        from action in statement.Actions
        select action);

    private static string[] ResourcesOf(Function function, string action) => Sorted(
        from statement in Statement.OfFunction(function.Resource)
        where statement.Actions.Contains(action)
        from resource in statement.Resources
        select resource);

    private static string[] Reach(Function function) => Sorted(
        from statement in Statement.OfFunction(function.Resource)
        from action in statement.Actions
        from resource in statement.Resources
        select $"{action.Split(':')[0]} {resource}");
}
