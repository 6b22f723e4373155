using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace MmsQueue.Ingress;

[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
internal sealed partial class IngressJson : JsonSerializerContext;
