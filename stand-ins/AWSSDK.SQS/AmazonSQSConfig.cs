using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SQS.Internal;
using Amazon.Util.Internal;

namespace Amazon.SQS;

/// <summary>How a client finds and talks to SQS; everything that is not set comes from the environment, the profile or the SDK's defaults.</summary>
public class AmazonSQSConfig : ClientConfig
{
    private static readonly string UserAgentString = InternalSDKUtils.BuildUserAgentString("SQS", "4.0.2.32");

    /// <summary>Starts from the environment, the profile and the SDK's defaults.</summary>
    public AmazonSQSConfig()
        : base(new DefaultConfigurationProvider(SqsDefaults.All))
    {
        base.ServiceId = "SQS";
        AuthenticationServiceName = "sqs";
        EndpointProvider = new SqsEndpointProvider();
    }

    /// <summary>The service's identifier, "SQS", from which AWS_ENDPOINT_URL_SQS has its name.</summary>
    public static new string ServiceId => "SQS";

    /// <summary>The service's name in endpoints, "sqs".</summary>
    public override string RegionEndpointServiceName => "sqs";

    /// <summary>The version of the API, "2012-11-05".</summary>
    public override string ServiceVersion => "2012-11-05";

    /// <summary>What is sent as the user agent.</summary>
    public override string UserAgent => UserAgentString;

    /// <summary>The endpoint that a request would go to.</summary>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return EndpointProvider.ResolveEndpoint(SqsEndpointResolver.Parameters(this, parameters.AlternateEndpoint));
    }
}
