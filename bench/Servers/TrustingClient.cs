using Amazon.Runtime;

namespace MmsQueue.Bench.Servers;

/// <summary>HTTP clients that accept the certificate of the bench's own servers.</summary>
internal sealed class TrustingClient : HttpClientFactory
{
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject is "CN=127.0.0.1" },
    });

    /// <summary>Points an SDK client at the servers.</summary>
    public static TConfig At<TConfig>(Uri servers, TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = servers.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.HttpClientFactory = new TrustingClient();
        return config;
    }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Create();

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;
}
