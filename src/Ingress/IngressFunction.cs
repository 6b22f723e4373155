using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SQS;
using MmsQueue.Shared;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Ingress;

/// <summary>The Lambda function behind the webhook: an HTTP API event in, its response out.</summary>
internal sealed class IngressFunction(WebhookHandler handler, IngressOptions options, TimeProvider time)
{
    private const string Name = "ingress";

    // Reserved for writing the answer after the budget is spent.
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(500);

    /// <summary>Handles events until the token is cancelled. Invalid settings fail the initialisation, before the first event.</summary>
    public static async Task RunAsync(HttpClient? httpClient, CancellationToken cancellationToken)
    {
        IngressFunction? function = null;
        var builder = LambdaBootstrapBuilder
            .Create<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>(
                (request, context) => function!.HandleAsync(request, context),
                new SourceGeneratorLambdaJsonSerializer<IngressJson>())
            .UseBootstrapHandler(() =>
            {
                function = Create(IngressOptions.Read(Environment.GetEnvironmentVariable));
                return Task.FromResult(true);
            });

        using var bootstrap = (httpClient is null ? builder : builder.UseHttpClient(httpClient)).Build();
        await bootstrap.RunAsync(cancellationToken);
    }

    /// <summary>Answers one event within the budget, or within the time that Lambda leaves if that is shorter.</summary>
    public async Task<APIGatewayHttpApiV2ProxyResponse> HandleAsync(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        Invocation.RequestId = context.AwsRequestId;
        var remaining = context.RemainingTime - Reserve;
        var budget = remaining < options.Budget ? remaining : options.Budget;
        using var deadline = new CancellationTokenSource(budget > TimeSpan.Zero ? budget : TimeSpan.Zero, time);
        return (await handler.HandleAsync(request, deadline.Token)).ToResponse();
    }

    private static IngressFunction Create(IngressOptions options)
    {
        var lines = new JsonLines(Console.OpenStandardOutput());
        var time = TimeProvider.System;
        var functionName = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") ?? Name;
        var level = LambdaLogLevel.Of(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL"));
        var log = new IngressLog(new JsonLinesLogger(lines, time, Name, level), new EmbeddedMetrics(lines, time, functionName));
        var users = new DynamoDbUserStore(
            new AmazonDynamoDBClient(AwsClient.Config<AmazonDynamoDBConfig>(options.AwsTryTimeout, options.AwsRetries)),
            options.UsersTable);
        var queue = new SqsMediaQueue(
            new AmazonSQSClient(AwsClient.Config<AmazonSQSConfig>(options.AwsTryTimeout, options.AwsRetries)), options.MediaQueueUrl);
        return new IngressFunction(new WebhookHandler(options, users, queue, log, time), options, time);
    }
}
