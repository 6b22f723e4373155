namespace MmsQueue.Emulator.Lambda;

/// <summary>A function's response, or the error that it failed with.</summary>
public sealed record InvocationResult(ReadOnlyMemory<byte> Payload, FunctionError? Error = null);

/// <summary>Why an invocation failed, in Lambda's terms.</summary>
public sealed record FunctionError(string Type, string Message);

/// <summary>One event and its result.</summary>
public sealed class Invocation(ReadOnlyMemory<byte> payload, string traceId)
{
    private readonly TaskCompletionSource<InvocationResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal string RequestId { get; } = Guid.NewGuid().ToString();

    internal ReadOnlyMemory<byte> Payload { get; } = payload;

    internal string TraceId { get; } = traceId;

    /// <summary>Completes with the response or the error; never faults.</summary>
    public Task<InvocationResult> Result => _result.Task;

    internal void Succeed(ReadOnlyMemory<byte> payload) => _result.TrySetResult(new InvocationResult(payload));

    internal void Fail(string type, string message) =>
        _result.TrySetResult(new InvocationResult(ReadOnlyMemory<byte>.Empty, new FunctionError(type, message)));
}
