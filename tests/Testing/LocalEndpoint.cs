using Amazon.Runtime;

namespace MmsQueue.Testing;

/// <summary>Clients of a local AWS endpoint.</summary>
public static class LocalEndpoint
{
    /// <summary>Points a client at the endpoint, with a region and credentials of no account.</summary>
    public static T At<T>(this T config, Uri endpoint)
        where T : ClientConfig
    {
        config.ServiceURL = endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.DefaultAWSCredentials = new BasicAWSCredentials("local", "local");
        return config;
    }
}
