namespace MmsQueue.Testing;

/// <summary>What a function posted: the path below the API's version, the body, and the error type's header.</summary>
public sealed record RuntimePost(string Path, string Body, string? ErrorType);
