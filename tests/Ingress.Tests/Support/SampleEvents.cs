using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace MmsQueue.Ingress.Tests.Support;

/// <summary>The files in <c>events/</c>, read as Lambda reads them.</summary>
internal static class SampleEvents
{
    public static APIGatewayHttpApiV2ProxyRequest Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "events", name));
        return new SourceGeneratorLambdaJsonSerializer<IngressJson>().Deserialize<APIGatewayHttpApiV2ProxyRequest>(file);
    }
}
