namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Prepares the function before its first event.</summary>
/// <returns>False to end without serving an event.</returns>
public delegate Task<bool> LambdaBootstrapInitializer();
