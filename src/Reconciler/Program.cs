using MmsQueue.Reconciler;

await ReconcilerFunction.RunAsync(httpClient: null, CancellationToken.None);
