using MmsQueue.Shared;

namespace MmsQueue.Ingress.Tests;

public sealed class InitializationTests
{
    [Fact]
    public async Task Invalid_settings_fail_the_initialization_before_the_first_event()
    {
        var token = TestContext.Current.CancellationToken;
        await using var api = await FakeRuntimeApi.StartAsync(token);
        using var environment = new EnvironmentScope(("AWS_LAMBDA_RUNTIME_API", api.Address));

        await Assert.ThrowsAsync<SettingsException>(() => IngressFunction.RunAsync(httpClient: null, token));

        var post = await api.NextPostAsync(token);
        Assert.Equal("init/error", post.Path);
        Assert.Contains("USERS_TABLE is missing; ", post.Body, StringComparison.Ordinal);
        Assert.Contains("LINK_SECRET is missing; ", post.Body, StringComparison.Ordinal);
        Assert.Empty(api.AskedPaths);
        Assert.False(api.HasPosts);
    }
}
