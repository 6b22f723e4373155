using MmsQueue.Worker;

await WorkerFunction.RunAsync(httpClient: null, CancellationToken.None);
