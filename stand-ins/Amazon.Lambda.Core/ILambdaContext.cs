namespace Amazon.Lambda.Core;

/// <summary>What Lambda tells a handler about the invocation and the execution environment.</summary>
public interface ILambdaContext
{
    /// <summary>The id of the request; a retry of the same request keeps it.</summary>
    string AwsRequestId { get; }

    /// <summary>The calling application, or null when no AWS Mobile SDK made the call.</summary>
    IClientContext ClientContext { get; }

    /// <summary>The name of the function.</summary>
    string FunctionName { get; }

    /// <summary>The version of the function, <c>$LATEST</c> when none was published.</summary>
    string FunctionVersion { get; }

    /// <summary>The caller's Cognito identity, or null when no AWS Mobile SDK made the call.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN that the caller used: the function's, a version's or an alias's.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the function's log.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The CloudWatch log group, or null when the environment names none.</summary>
    string LogGroupName { get; }

    /// <summary>The CloudWatch log stream, or null when the environment names none.</summary>
    string LogStreamName { get; }

    /// <summary>The function's memory, in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>The time left until Lambda ends the invocation; negative when it is over.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The tenant of the invocation, empty when the function has no tenant isolation.</summary>
    string TenantId => string.Empty;

    /// <summary>The X-Ray trace header of the invocation, empty when an implementation has none.</summary>
    string TraceId => string.Empty;
}
