using System.Text.Json;

namespace MmsQueue.Template.Tests;

/// <summary>Where data lives: encrypted, closed, kept.</summary>
public sealed class DataTests
{
    [Theory]
    [InlineData("AWS::S3::Bucket")]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::SQS::Queue")]
    [InlineData("AWS::SecretsManager::Secret")]
    public void What_holds_data_outlives_the_stack(string type) => Assert.All(TemplateFile.OfType(type), name =>
    {
        Assert.Equal("Retain", TemplateFile.Resources[name].Text("DeletionPolicy"));
        Assert.Equal("Retain", TemplateFile.Resources[name].Text("UpdateReplacePolicy"));
    });

    [Fact]
    public void The_bucket_is_closed_to_the_public_in_all_four_ways() => Assert.All(
        ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"],
        way => Assert.Equal("true", Deployment.Default.Properties("MediaBucket").Text("PublicAccessBlockConfiguration/" + way)));

    [Fact]
    public void The_bucket_is_encrypted_and_its_owner_owns_what_is_in_it()
    {
        var bucket = Deployment.Default.Properties("MediaBucket");
        Assert.Equal("AES256", bucket.Text("BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm"));
        Assert.Equal("BucketOwnerEnforced", bucket.Text("OwnershipControls/Rules/0/ObjectOwnership"));
    }

    [Fact]
    public void Every_queue_is_encrypted() => Assert.All(
        TemplateFile.OfType("AWS::SQS::Queue"), queue => Assert.Equal("true", Deployment.Default.Properties(queue).Text("SqsManagedSseEnabled")));

    [Theory]
    [InlineData("MediaBucketPolicy", "MediaBucket.Arn", "s3:*")]
    [InlineData("MediaBucketPolicy", "MediaBucket.Arn/*", "s3:*")]
    [InlineData("MediaQueuePolicy", "MediaQueue.Arn", "sqs:*")]
    [InlineData("DeadLetterQueuePolicy", "DeadLetterQueue.Arn", "sqs:*")]
    public void Nothing_is_reached_without_TLS(string policy, string resource, string actions) => Assert.Contains(
        Statement.Of(Deployment.Default.Properties(policy)["PolicyDocument"]),
        statement => statement is { Effect: "Deny" }
            && statement.Principal!.GetValue<string>() == "*"
            && statement.Actions.Contains(actions)
            && statement.Resources.Contains(resource)
            && statement.Condition.Text("Bool/aws:SecureTransport") == "false");

    [Fact]
    public void Every_queue_and_bucket_has_a_policy()
    {
        var queues = TemplateFile.OfType("AWS::SQS::QueuePolicy").SelectMany(policy => Deployment.Default.Properties(policy).Texts("Queues"));
        Assert.Equal(TemplateFile.OfType("AWS::SQS::Queue").Select(queue => Deployment.Default.Output(queue + "Url")), queues, StringComparer.Ordinal);
        var buckets = TemplateFile.OfType("AWS::S3::BucketPolicy").Select(policy => Deployment.Default.Properties(policy).Text("Bucket"));
        Assert.Equal(TemplateFile.OfType("AWS::S3::Bucket"), buckets, StringComparer.Ordinal);
    }

    [Fact]
    public void The_table_of_users_is_keyed_as_the_code_writes_it_encrypted_and_can_be_set_back()
    {
        var table = Deployment.Default.Properties("UsersTable");
        Assert.Equal("fromNumber", table.Text("KeySchema/0/AttributeName"));
        Assert.Single(table.Items("KeySchema"));
        Assert.Equal("S", table.Text("AttributeDefinitions/0/AttributeType"));
        Assert.Equal("PAY_PER_REQUEST", table.Text("BillingMode"));
        Assert.Equal("true", table.Text("SSESpecification/SSEEnabled"));
        Assert.Equal("true", table.Text("PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled"));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void The_table_refuses_to_be_deleted_as_the_parameter_says(string protection) =>
        Assert.Equal(protection, new Deployment(("DeletionProtection", protection)).Properties("UsersTable").Text("DeletionProtectionEnabled"));

    [Fact]
    public void The_dead_letter_queue_takes_the_letters_of_the_media_queue_and_of_no_other()
    {
        Assert.Equal("DeadLetterQueue.Arn", Deployment.Default.Properties("MediaQueue").Text("RedrivePolicy/deadLetterTargetArn"));
        var allow = Deployment.Default.Properties("DeadLetterQueue").At("RedriveAllowPolicy");
        Assert.Equal("byQueue", allow.Text("redrivePermission"));
        Assert.Equal(
            ["arn:aws:sqs:eu-central-1:123456789012:" + Deployment.Default.Properties("MediaQueue").Text("QueueName")], allow.Texts("sourceQueueArns"));
    }

    [Fact]
    public void Media_are_kept_for_ever_or_for_as_many_days_as_the_parameter_says()
    {
        Assert.DoesNotContain(Rules(Deployment.Default), rule => rule.At("ExpirationInDays") is not null);
        var expiry = Assert.Single(Rules(new Deployment(("MediaExpiryDays", "90"))), rule => rule.At("ExpirationInDays") is not null);
        Assert.Equal(("Enabled", "90", "media/"), (expiry.Text("Status"), expiry.Text("ExpirationInDays"), expiry.Text("Prefix")));
    }

    [Fact]
    public void The_stack_itself_makes_the_key_of_the_links_long_enough()
    {
        var secret = Deployment.Default.Properties("LinkSecret").At("GenerateSecretString");
        Assert.True(secret.Number("PasswordLength") >= 32);
        Assert.Contains(":LinkSecret:", Deployment.Default.Environment("IngressFunction")["LINK_SECRET"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_log_is_the_stacks_own_and_is_kept_for_as_long_as_the_parameter_says()
    {
        var groups = TemplateFile.OfType("AWS::Logs::LogGroup");
        Assert.All(groups, group => Assert.Equal("7", new Deployment(("LogRetentionDays", "7")).Properties(group).Text("RetentionInDays")));
        var used = TemplateFile.OfType("AWS::Serverless::Function").Select(function => Deployment.Default.Properties(function).Text("LoggingConfig/LogGroup"))
            .Append(Deployment.Default.Properties("ApiStage").Text("AccessLogSettings/DestinationArn").Replace(".Arn", "", StringComparison.Ordinal));
        Assert.Equal(groups.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_access_log_holds_nothing_of_the_caller_and_no_query()
    {
        using var line = JsonDocument.Parse(Deployment.Default.Properties("ApiStage").Text("AccessLogSettings/Format"));
        Assert.Equal(
            ["$context.requestId", "$context.requestTime", "$context.httpMethod", "$context.path", "$context.status", "$context.responseLatency", "$context.integrationLatency", "$context.integrationErrorMessage"],
            line.RootElement.EnumerateObject().Select(field => field.Value.GetString()),
            StringComparer.Ordinal);
    }

    private static IReadOnlyList<System.Text.Json.Nodes.JsonNode> Rules(Deployment deployment) => deployment.Properties("MediaBucket").Items("LifecycleConfiguration/Rules");
}
