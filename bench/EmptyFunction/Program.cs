using Amazon.Lambda.RuntimeSupport;

// The floor of every cold start: the event loop, and a handler that does nothing.
using var bootstrap = LambdaBootstrapBuilder.Create((_, _) => Task.FromResult<Stream>(new MemoryStream([.. "{}"u8]))).Build();
await bootstrap.RunAsync();
