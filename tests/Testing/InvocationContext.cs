using Amazon.Lambda.Core;

namespace MmsQueue.Testing;

/// <summary>An invocation with a fixed remaining time.</summary>
public sealed class InvocationContext(TimeSpan remainingTime) : ILambdaContext
{
    /// <summary>The request id of every invocation.</summary>
    public const string RequestId = "request-1";

    /// <inheritdoc/>
    public TimeSpan RemainingTime => remainingTime;

    /// <inheritdoc/>
    public string AwsRequestId => RequestId;

    /// <inheritdoc/>
    public string FunctionName => "function";

    /// <inheritdoc/>
    public string FunctionVersion => "$LATEST";

    /// <inheritdoc/>
    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:function";

    /// <inheritdoc/>
    public string LogGroupName => "group";

    /// <inheritdoc/>
    public string LogStreamName => "stream";

    /// <inheritdoc/>
    public int MemoryLimitInMB => 256;

    /// <inheritdoc/>
    public IClientContext ClientContext => throw new NotSupportedException();

    /// <inheritdoc/>
    public ICognitoIdentity Identity => throw new NotSupportedException();

    /// <inheritdoc/>
    public ILambdaLogger Logger => throw new NotSupportedException();
}
