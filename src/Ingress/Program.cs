using MmsQueue.Ingress;

await IngressFunction.RunAsync(httpClient: null, CancellationToken.None);
