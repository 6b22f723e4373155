namespace MmsQueue.Local;

/// <summary>A function's answer, or the error that it ended with.</summary>
internal sealed record InvocationResult(ReadOnlyMemory<byte> Payload, FunctionError? Error = null);

/// <summary>Why an invocation failed, in Lambda's words.</summary>
internal sealed record FunctionError(string Type, string Message);

/// <summary>One event on its way through a function.</summary>
internal sealed class Invocation(ReadOnlyMemory<byte> payload, string traceId)
{
    private readonly TaskCompletionSource<InvocationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    public string TraceId { get; } = traceId;

    /// <summary>Never faults.</summary>
    public Task<InvocationResult> Result => _result.Task;

    public void Succeed(ReadOnlyMemory<byte> payload) => _result.TrySetResult(new InvocationResult(payload));

    public void Fail(string type, string message) =>
        _result.TrySetResult(new InvocationResult(ReadOnlyMemory<byte>.Empty, new FunctionError(type, message)));
}
