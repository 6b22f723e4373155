using System.Text.Json;
using System.Text.Json.Nodes;

namespace MmsQueue.Template.Tests;

/// <summary>Stored data is encrypted, private and retained.</summary>
public sealed class DataTests
{
    [Theory]
    [InlineData("AWS::S3::Bucket")]
    [InlineData("AWS::DynamoDB::Table")]
    [InlineData("AWS::SQS::Queue")]
    [InlineData("AWS::SecretsManager::Secret")]
    public void Resources_that_hold_data_outlive_the_stack(string type) => Assert.All(TemplateFile.OfType(type), name =>
    {
        Assert.Equal("Retain", TemplateFile.Resources[name].Text("DeletionPolicy"));
        Assert.Equal("Retain", TemplateFile.Resources[name].Text("UpdateReplacePolicy"));
    });

    [Fact]
    public void The_bucket_blocks_public_access_in_all_four_ways() => Assert.All(
        ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"],
        way => Assert.Equal("true", Deployment.Default.Properties("MediaBucket").Text("PublicAccessBlockConfiguration/" + way)));

    [Fact]
    public void The_bucket_is_encrypted_and_its_owner_owns_every_object()
    {
        var bucket = Deployment.Default.Properties("MediaBucket");
        var encryption = bucket.At("BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault");
        Assert.Equal("AES256", encryption.Text("SSEAlgorithm"));
        Assert.Equal("BucketOwnerEnforced", bucket.Text("OwnershipControls/Rules/0/ObjectOwnership"));
    }

    [Fact]
    public void Every_queue_is_encrypted() => Assert.All(
        TemplateFile.OfType("AWS::SQS::Queue"),
        queue => Assert.Equal("true", Deployment.Default.Properties(queue).Text("SqsManagedSseEnabled")));

    [Theory]
    [InlineData("MediaBucketPolicy", "MediaBucket.Arn", "s3:*")]
    [InlineData("MediaBucketPolicy", "MediaBucket.Arn/*", "s3:*")]
    [InlineData("MediaQueuePolicy", "MediaQueue.Arn", "sqs:*")]
    [InlineData("DeadLetterQueuePolicy", "DeadLetterQueue.Arn", "sqs:*")]
    public void Access_without_TLS_is_denied(string policy, string resource, string actions) => Assert.Contains(
        Statement.Of(Deployment.Default.Properties(policy)["PolicyDocument"]),
        statement => statement is { Effect: "Deny" }
            && statement.Principal!.GetValue<string>() == "*"
            && statement.Actions.Contains(actions)
            && statement.Resources.Contains(resource)
            && statement.Condition.Text("Bool/aws:SecureTransport") == "false");

    [Fact]
    public void Every_queue_and_bucket_has_a_policy()
    {
        var queues = TemplateFile.OfType("AWS::SQS::QueuePolicy")
            .SelectMany(policy => Deployment.Default.Properties(policy).Texts("Queues"));
        var urls = TemplateFile.OfType("AWS::SQS::Queue").Select(queue => Deployment.Default.Output(queue + "Url"));
        Assert.Equal(urls, queues, StringComparer.Ordinal);
        var buckets = TemplateFile.OfType("AWS::S3::BucketPolicy").Select(policy => Deployment.Default.Properties(policy).Text("Bucket"));
        Assert.Equal(TemplateFile.OfType("AWS::S3::Bucket"), buckets, StringComparer.Ordinal);
    }

    [Fact]
    public void The_users_table_has_the_right_key_encryption_and_point_in_time_recovery()
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
    public void The_parameter_sets_the_tables_deletion_protection(string protection) =>
        Assert.Equal(
            protection, new Deployment(("DeletionProtection", protection)).Properties("UsersTable").Text("DeletionProtectionEnabled"));

    [Fact]
    public void The_dead_letter_queue_accepts_messages_only_from_the_media_queue()
    {
        Assert.Equal("DeadLetterQueue.Arn", Deployment.Default.Properties("MediaQueue").Text("RedrivePolicy/deadLetterTargetArn"));
        var allow = Deployment.Default.Properties("DeadLetterQueue").At("RedriveAllowPolicy");
        Assert.Equal("byQueue", allow.Text("redrivePermission"));
        var queue = Deployment.Default.Properties("MediaQueue").Text("QueueName");
        Assert.Equal(["arn:aws:sqs:eu-central-1:123456789012:" + queue], allow.Texts("sourceQueueArns"));
    }

    [Fact]
    public void Media_files_are_kept_forever_unless_the_parameter_sets_an_expiry()
    {
        Assert.DoesNotContain(Rules(Deployment.Default), rule => rule.At("ExpirationInDays") is not null);
        var expiry = Assert.Single(Rules(new Deployment(("MediaExpiryDays", "90"))), rule => rule.At("ExpirationInDays") is not null);
        Assert.Equal(("Enabled", "90", "media/"), (expiry.Text("Status"), expiry.Text("ExpirationInDays"), expiry.Text("Prefix")));
    }

    [Fact]
    public void The_stack_generates_a_link_secret_that_is_long_enough()
    {
        var secret = Deployment.Default.Properties("LinkSecret").At("GenerateSecretString");
        Assert.True(secret.Number("PasswordLength") >= 32);
        Assert.Contains(":LinkSecret:", Deployment.Default.Environment("IngressFunction")["LINK_SECRET"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_log_group_belongs_to_the_stack_and_the_parameter_sets_its_retention()
    {
        var groups = TemplateFile.OfType("AWS::Logs::LogGroup");
        Assert.All(groups, group => Assert.Equal("7", new Deployment(("LogRetentionDays", "7")).Properties(group).Text("RetentionInDays")));
        var functions = TemplateFile.OfType("AWS::Serverless::Function")
            .Select(function => Deployment.Default.Properties(function).Text("LoggingConfig/LogGroup"));
        var api = Deployment.Default.Properties("ApiStage").Text("AccessLogSettings/DestinationArn");
        var used = functions.Append(api.Replace(".Arn", "", StringComparison.Ordinal));
        Assert.Equal(groups.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_access_log_contains_no_caller_data_and_no_query()
    {
        using var line = JsonDocument.Parse(Deployment.Default.Properties("ApiStage").Text("AccessLogSettings/Format"));
        Assert.Equal(
            [
                "$context.requestId", "$context.requestTime", "$context.httpMethod", "$context.path", "$context.status",
                "$context.responseLatency", "$context.integrationLatency", "$context.integrationErrorMessage",
            ],
            line.RootElement.EnumerateObject().Select(field => field.Value.GetString()),
            StringComparer.Ordinal);
    }

    private static IReadOnlyList<JsonNode> Rules(Deployment deployment) =>
        deployment.Properties("MediaBucket").Items("LifecycleConfiguration/Rules");
}
