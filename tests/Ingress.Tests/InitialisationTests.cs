using System.Net;
using MmsQueue.Ingress;
using MmsQueue.Shared;

namespace Ingress.Tests;

public sealed class InitialisationTests
{
    [Fact]
    public async Task Wrong_settings_fail_the_initialisation_before_the_first_event()
    {
        Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001");
        using var runtime = new RuntimeApi();
        using var client = new HttpClient(runtime);

        await Assert.ThrowsAsync<SettingsException>(() => IngressFunction.RunAsync(client, TestContext.Current.CancellationToken));

        var (path, body) = Assert.Single(runtime.Requests);
        Assert.Equal("/2018-06-01/runtime/init/error", path);
        Assert.Contains("USERS_TABLE is missing; ", body, StringComparison.Ordinal);
        Assert.Contains("LINK_SECRET is missing; ", body, StringComparison.Ordinal);
    }

    private sealed class RuntimeApi : HttpMessageHandler
    {
        public List<(string Path, string Body)> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request.RequestUri!.AbsolutePath, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            return new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent("""{"status":"OK"}""") };
        }
    }
}
