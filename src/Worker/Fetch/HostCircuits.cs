using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MmsQueue.Worker.Fetch;

/// <summary>A circuit breaker for each media host, kept for as long as the environment is warm.</summary>
internal sealed class HostCircuits(TimeProvider time)
{
    // A host that takes longer to send its headers counts as down.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, ResiliencePipeline<HttpResponseMessage>> _circuits = new(StringComparer.Ordinal);

    /// <summary>The circuit of a host; open, it throws <see cref="BrokenCircuitException"/>.</summary>
    public ResiliencePipeline<HttpResponseMessage> For(string host) => _circuits.GetOrAdd(host, _ => Create());

    // Half of at least 20 calls in 30 s: fewer failures are left to the tries. 15 s: short enough for a batch to see the host recover.
    private ResiliencePipeline<HttpResponseMessage> Create() =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(15),
                ShouldHandle = args => ValueTask.FromResult(
                    args.Outcome.Exception is HttpRequestException or SocketException or TimeoutRejectedException
                    || args.Outcome.Result is { StatusCode: >= HttpStatusCode.InternalServerError }),
            })
            .AddTimeout(HeadersTimeout)
            .Build();
}
