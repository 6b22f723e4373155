using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using Amazon.SQS;
using MmsQueue.Shared;
using MmsQueue.Shared.Diagnostics;
using MmsQueue.Worker.Fetch;
using MmsQueue.Worker.Queue;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker;

/// <summary>The Lambda function behind the media queue: a batch of records in, the failed ones out.</summary>
internal sealed class WorkerFunction(MediaJobHandler handler, WorkerOptions options, TimeProvider time)
{
    private const string Name = "worker";

    /// <summary>Handles batches until the token is cancelled. Invalid settings fail the initialisation, before the first event.</summary>
    public static async Task RunAsync(HttpClient? httpClient, CancellationToken cancellationToken)
    {
        WorkerFunction? function = null;
        var builder = LambdaBootstrapBuilder
            .Create<SQSEvent, SQSBatchResponse>(
                (batch, context) => function!.HandleAsync(batch, context),
                new SourceGeneratorLambdaJsonSerializer<WorkerJson>())
            .UseBootstrapHandler(() =>
            {
                function = Create(WorkerOptions.Read(Environment.GetEnvironmentVariable));
                return Task.FromResult(true);
            });

        using var bootstrap = (httpClient is null ? builder : builder.UseHttpClient(httpClient)).Build();
        await bootstrap.RunAsync(cancellationToken);
    }

    /// <summary>Handles a batch's records in parallel; each counts as failed until it is handled.</summary>
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        Invocation.RequestId = context.AwsRequestId;

        // A null record has nothing to store, and no ID to report.
        var records = (batch.Records ?? []).FindAll(record => record is not null);
        var done = new bool[records.Count];
        using var deadline = new Deadline(context.RemainingTime, options.Reserve, time);
        var all = Parallel.ForEachAsync(
            Enumerable.Range(0, records.Count),
            new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallel },
            async (index, _) => Volatile.Write(ref done[index], await handler.HandleAsync(ReceivedJob.From(records[index]), deadline)));
        try
        {
            await all.WaitAsync(deadline.End);
        }
        catch (OperationCanceledException)
        {
            // Work that ignores its token is abandoned, and its record reported as failed.
        }

        return new SQSBatchResponse(
        [
            .. records.Where((_, index) => !Volatile.Read(ref done[index]))
                .Select(record => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = record.MessageId ?? "" }),
        ]);
    }

    private static WorkerFunction Create(WorkerOptions options)
    {
        var lines = new JsonLines(Console.OpenStandardOutput());
        var time = TimeProvider.System;
        var functionName = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") ?? Name;
        var level = LambdaLogLevel.Of(Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL"));
        var log = new WorkerLog(new JsonLinesLogger(lines, time, Name, level), new EmbeddedMetrics(lines, time, functionName));
        if (options.ExtraMediaOrigins.Count > 0)
        {
            log.ExtraOrigins(options.ExtraMediaOrigins);
        }

        var hosts = new MediaHosts(options);
        var fetcher = new MediaFetcher(MediaHttpClient.Create(hosts), hosts, options, time);
        var endpoint = AwsClient.OwnEndpoint("S3");
        var store = new S3MediaStore(
            new AmazonS3Client(S3MediaStore.Config(options.TryTimeout, isOwnEndpoint: endpoint is not null)),
            options,
            isPlainHttp: endpoint?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true);
        var queue = new SqsJobQueue(
            new AmazonSQSClient(AwsClient.Config<AmazonSQSConfig>(TimeSpan.FromSeconds(2), retries: 2)), options, Random.Shared.NextDouble);
        var retries = new TryPolicy(options, time, Random.Shared.NextDouble);
        return new WorkerFunction(new MediaJobHandler(options, fetcher, store, queue, retries, log, time), options, time);
    }
}
