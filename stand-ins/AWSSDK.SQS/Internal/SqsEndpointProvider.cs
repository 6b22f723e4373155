using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.SQS.Internal;

// SQS's endpoint rules: a given endpoint as it is, else sqs[-fips].{region}.{the partition's suffix}.
internal sealed class SqsEndpointProvider : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var dualStack = parameters["UseDualStack"] is true;
        var fips = parameters["UseFIPS"] is true;
        if (parameters["Endpoint"] is string { Length: > 0 } endpoint)
        {
            Require(!fips, "FIPS and custom endpoint are not supported");
            Require(!dualStack, "Dualstack and custom endpoint are not supported");
            return new Endpoint(endpoint);
        }

        var region = parameters["Region"] as string;
        var partition = string.IsNullOrEmpty(region) ? null : Fn.Partition(region);
        Require(partition is not null, "Missing Region");
        Require(!fips || partition.supportsFIPS, "FIPS is enabled but this partition does not support FIPS");
        Require(!dualStack || partition.supportsDualStack, "DualStack is enabled but this partition does not support DualStack");
        return new Endpoint($"https://{Service(fips, dualStack, partition)}.{region}.{(dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix)}");
    }

    // GovCloud's ordinary endpoint is its FIPS endpoint.
    private static string Service(bool fips, bool dualStack, Partition partition) =>
        fips && (dualStack || partition.name != "aws-us-gov") ? "sqs-fips" : "sqs";

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new AmazonClientException("Invalid Configuration: " + otherwise);
        }
    }
}
