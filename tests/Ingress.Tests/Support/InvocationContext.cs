using Amazon.Lambda.Core;

namespace Ingress.Tests.Support;

/// <summary>What Lambda says about an invocation.</summary>
internal sealed record InvocationContext(TimeSpan RemainingTime) : ILambdaContext
{
    public string AwsRequestId => "request-1";

    public IClientContext ClientContext => null!;

    public string FunctionName => "ingress";

    public string FunctionVersion => "$LATEST";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn:aws:lambda:us-east-1:123456789012:function:ingress";

    public ILambdaLogger Logger => null!;

    public string LogGroupName => "group";

    public string LogStreamName => "stream";

    public int MemoryLimitInMB => 256;
}
