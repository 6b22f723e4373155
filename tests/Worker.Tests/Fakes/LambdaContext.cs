using Amazon.Lambda.Core;

namespace MmsQueue.Worker.Tests;

/// <summary>An invocation of which only the time left matters.</summary>
internal sealed class LambdaContext(TimeSpan remaining) : ILambdaContext
{
    public TimeSpan RemainingTime => remaining;

    public string AwsRequestId => "request";

    public IClientContext ClientContext => null!;

    public string FunctionName => "worker";

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:worker";

    public ILambdaLogger Logger => null!;

    public string LogGroupName => null!;

    public string LogStreamName => null!;

    public int MemoryLimitInMB => 512;
}
