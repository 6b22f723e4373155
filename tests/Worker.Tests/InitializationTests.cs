using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests;

/// <summary>The function as Lambda starts it.</summary>
[Collection(ProcessWide.Name)]
public sealed class InitializationTests
{
    private const string Secret = "API_SECRET";

    [Fact]
    public async Task Invalid_settings_are_reported_before_the_first_event_is_requested()
    {
        var token = TestContext.Current.CancellationToken;
        await using var api = await FakeRuntimeApi.StartAsync(token);
        using var environment = new EnvironmentScope(("AWS_LAMBDA_RUNTIME_API", api.Address), ("MAX_MEDIA_BYTES", Secret));

        await Assert.ThrowsAsync<SettingsException>(() => WorkerFunction.RunAsync(httpClient: null, token));

        var post = await api.NextPostAsync(token);
        Assert.Equal("init/error", post.Path);
        Assert.Contains("MEDIA_BUCKET is missing", post.Body, StringComparison.Ordinal);
        Assert.Contains("MAX_MEDIA_BYTES must be", post.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, post.Body, StringComparison.Ordinal);
        Assert.Empty(api.AskedPaths);
        Assert.False(api.HasPosts);
    }
}
