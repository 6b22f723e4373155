using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SQS.Internal;

namespace Amazon.SQS;

/// <summary>A client of SQS, safe to share between threads; signing, credentials, retries and timeouts are AWSSDK.Core's.</summary>
public partial class AmazonSQSClient : AmazonServiceClient, IAmazonSQS
{
    private static readonly SqsMetadata Metadata = new();

    /// <summary>Credentials, region and endpoint come from the environment.</summary>
    public AmazonSQSClient()
        : base(new AmazonSQSConfig())
    {
    }

    /// <summary>Credentials come from the environment.</summary>
    public AmazonSQSClient(RegionEndpoint region)
        : base(new AmazonSQSConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Credentials come from the environment.</summary>
    public AmazonSQSClient(AmazonSQSConfig config)
        : base(config)
    {
    }

    /// <summary>Region and endpoint come from the environment.</summary>
    public AmazonSQSClient(AWSCredentials credentials)
        : this(credentials, new AmazonSQSConfig())
    {
    }

    /// <summary>A client of one region.</summary>
    public AmazonSQSClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonSQSConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Nothing but what the configuration leaves open comes from the environment.</summary>
    public AmazonSQSClient(AWSCredentials credentials, AmazonSQSConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => Metadata;

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.AddHandlerBefore<Unmarshaller>(new Md5Check());
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new SqsEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SqsAuthSchemeHandler());
    }

    private Task<TResponse> InvokeAsync<TResponse>(AmazonSQSRequest request, Operation operation, CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(request, new InvokeOptions { RequestMarshaller = operation, ResponseUnmarshaller = operation }, cancellationToken);
}
