using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Ingress;

namespace MmsQueue.Template.Tests;

/// <summary>The HTTP API in front of the ingress.</summary>
public sealed class ApiTests
{
    private static readonly string[] Methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    private static readonly string[] Routes =
        [.. TemplateFile.OfType("AWS::ApiGatewayV2::Route").Select(route => Deployment.Default.Properties(route).Text("RouteKey"))];

    [Fact]
    public void The_API_has_exactly_the_routes_that_the_ingress_serves()
    {
        var paths = Routes.Select(route => route.Split(' ')[1]).Distinct(StringComparer.Ordinal);
        var served = from path in paths from method in Methods where IsServed(method, path) select $"{method} {path}";
        Assert.Equal(served.Order(StringComparer.Ordinal), Routes.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_route_calls_the_ingress_with_the_payload_format_that_it_reads()
    {
        Assert.All(
            TemplateFile.OfType("AWS::ApiGatewayV2::Route"),
            route => Assert.Equal("integrations/IngressIntegration", Deployment.Default.Properties(route).Text("Target")));
        var integration = Deployment.Default.Properties("IngressIntegration");
        Assert.Equal("AWS_PROXY", integration.Text("IntegrationType"));
        Assert.Equal("2.0", integration.Text("PayloadFormatVersion"));
        Assert.Equal("IngressFunction.Arn", integration.Text("IntegrationUri"));
    }

    [Fact]
    public void Requests_are_throttled()
    {
        var settings = Deployment.Default.Properties("ApiStage").At("DefaultRouteSettings");
        Assert.InRange(settings.Number("ThrottlingRateLimit"), 1, 10_000);
        Assert.InRange(settings.Number("ThrottlingBurstLimit"), 1, 5_000);
    }

    private static bool IsServed(string method, string path)
    {
        var request = new APIGatewayHttpApiV2ProxyRequest
        {
            RawPath = path,
            RequestContext = new()
            {
                Stage = Deployment.Default.Properties("ApiStage").Text("StageName"),
                Http = new() { Method = method, Path = path },
            },
        };
        return Route.Serves(request);
    }
}
