using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.S3;
using Amazon.SQS;
using MmsQueue.Operations.Reconcile;
using MmsQueue.Shared;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Reconciler;

/// <summary>The scheduled Lambda function that recovers the messages that the webhook never received.</summary>
internal sealed class ReconcilerFunction(
    ReconcilerOptions options, IAmazonS3 s3, IAmazonSQS sqs, HttpClient http, ReconcilerLog log, TimeProvider time)
{
    private const string Name = "reconciler";

    // For the period in work when the time runs out.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AwsTryTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Handles events until the token is cancelled. Invalid settings fail the initialisation, before the first event.</summary>
    public static async Task RunAsync(HttpClient? httpClient, CancellationToken cancellationToken)
    {
        ReconcilerFunction? function = null;
        var builder = LambdaBootstrapBuilder
            .Create<ScheduledEvent, ReconcilerResult>(
                (_, context) => function!.HandleAsync(context), new SourceGeneratorLambdaJsonSerializer<ReconcilerJson>())
            .UseBootstrapHandler(() =>
            {
                function = Create(ReconcilerOptions.Read(Environment.GetEnvironmentVariable));
                return Task.FromResult(true);
            });

        using var bootstrap = (httpClient is null ? builder : builder.UseHttpClient(httpClient)).Build();
        await bootstrap.RunAsync(cancellationToken);
    }

    private static ReconcilerFunction Create(ReconcilerOptions options)
    {
        var lines = new JsonLines(Console.OpenStandardOutput());
        var time = TimeProvider.System;
        var functionName = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") ?? Name;
        var level = LambdaLogLevel.Of(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL"));
        var log = new ReconcilerLog(new JsonLinesLogger(lines, time, Name, level), new EmbeddedMetrics(lines, time, functionName));
        var s3 = AwsClient.Config<AmazonS3Config>(AwsTryTimeout, retries: 3);
        s3.ForcePathStyle = AwsClient.OwnEndpoint("S3") is not null;
        return new ReconcilerFunction(
            options,
            new AmazonS3Client(s3),
            new AmazonSQSClient(AwsClient.Config<AmazonSQSConfig>(AwsTryTimeout, retries: 3)),
            new HttpClient { Timeout = TimeSpan.FromSeconds(15) },
            log,
            time);
    }

    // A failure fails the invocation, which an alarm watches; what was done so far is logged all the same.
    private async Task<ReconcilerResult> HandleAsync(ILambdaContext context)
    {
        Invocation.RequestId = context.AwsRequestId;
        var started = time.GetTimestamp();
        var limit = context.RemainingTime - Reserve;
        var report = new ReconcileReport();
        var isFinished = false;
        try
        {
            var run = new ReconcilerRun(await ReconciliationAsync(CancellationToken.None), s3, options, time);
            isFinished = await run.RunAsync(report, () => time.GetElapsedTime(started) > limit, CancellationToken.None);
        }
        finally
        {
            log.Finished(report, isFinished, time.GetElapsedTime(started));
        }

        return new ReconcilerResult(
            report.Seen, report.Count(MessageState.Stored), report.Count(MessageState.Pending), report.Count(MessageState.DeadLettered),
            report.Count(MessageState.Recovered), report.Count(MessageState.Refused), report.Count(MessageState.Unreachable),
            report.Count(MessageState.Gone), report.Replies, isFinished);
    }

    private async Task<Reconciliation> ReconciliationAsync(CancellationToken cancellationToken)
    {
        var twilio = TwilioClient.Create(options.Credentials, time, options.TwilioApiOrigin);
        var numbers = options.TwilioNumbers.Count > 0
            ? options.TwilioNumbers.ToHashSet(StringComparer.Ordinal)
            : await TwilioNumbers.CallingAsync(twilio, options.WebhookUrl, cancellationToken);
        var key = new MediaKey(options.LinkSecret, options.MediaKeyPrefix);
        return new Reconciliation(
            new TwilioLog(twilio),
            new StoredFiles(s3, options.MediaBucket, key),
            new ReconcileQueues(sqs, options.MediaQueueUrl, options.DeadLetterQueueUrl),
            new RecoveryWebhook(http, options.WebhookUrl, options.TwilioAuthToken, options.WebhookOrigin),
            key,
            new ReconcileOptions
            {
                AccountSid = options.TwilioAccountSid,
                PublicBaseUrl = options.PublicBaseUrl,
                Numbers = numbers,
                Reply = options.ReplyAfterRecovery,
                MediaOrigin = options.TwilioApiOrigin ?? ReconcileOptions.Twilio,
            },
            time);
    }
}
