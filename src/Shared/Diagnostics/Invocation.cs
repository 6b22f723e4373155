namespace MmsQueue.Shared.Diagnostics;

/// <summary>The invocation that the current code works for.</summary>
/// <remarks>It flows with async calls: work that an earlier invocation left behind keeps its own id.</remarks>
public static class Invocation
{
    private static readonly AsyncLocal<string?> Id = new();

    /// <summary>Lambda's id of the invocation, which stands in each of its log lines; null outside of one.</summary>
    public static string? RequestId
    {
        get => Id.Value;
        set => Id.Value = value;
    }
}
