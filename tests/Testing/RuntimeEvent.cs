namespace MmsQueue.Testing;

/// <summary>An event for a function under test.</summary>
public sealed record RuntimeEvent(string RequestId, string Body)
{
    /// <summary>The ARN of the function.</summary>
    public string Arn { get; init; } = "arn:aws:lambda:us-east-1:123456789012:function:photos";

    /// <summary>The X-Ray trace header.</summary>
    public string TraceId { get; init; } = "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1";

    /// <summary>When the function must have answered.</summary>
    public DateTimeOffset Deadline { get; init; } = TimeProvider.System.GetUtcNow().AddSeconds(30);
}
