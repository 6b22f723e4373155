namespace Amazon.Lambda.Core;

/// <summary>The invocation and its execution environment.</summary>
public interface ILambdaContext
{
    /// <summary>The ID of the request; a retry of the same request keeps it.</summary>
    string AwsRequestId { get; }

    /// <summary>The calling application, or null when no AWS Mobile SDK made the call.</summary>
    IClientContext ClientContext { get; }

    /// <summary>The name of the function.</summary>
    string FunctionName { get; }

    /// <summary>The version of the function, <c>$LATEST</c> when none was published.</summary>
    string FunctionVersion { get; }

    /// <summary>The caller's Cognito identity, or null when no AWS Mobile SDK made the call.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN that the caller used: that of the function, a version, or an alias.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the function's log.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The CloudWatch log group, or null when it is not in the environment.</summary>
    string LogGroupName { get; }

    /// <summary>The CloudWatch log stream, or null when it is not in the environment.</summary>
    string LogStreamName { get; }

    /// <summary>The function's memory, in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>The time until Lambda ends the invocation; negative after that.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The tenant of the invocation, empty when the function has no tenant isolation.</summary>
    string TenantId => string.Empty;

    /// <summary>The X-Ray trace header of the invocation, empty when an implementation has none.</summary>
    string TraceId => string.Empty;
}
