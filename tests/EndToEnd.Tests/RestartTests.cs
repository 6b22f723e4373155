using System.Net.Sockets;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>What survives a restart of Local on any free port.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TemporaryFolder _data = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task A_job_queued_before_a_restart_is_stored_behind_its_original_link()
    {
        var link = await QueueAndEndAsync();

        await using var second = LocalProcess.Start(_data.Path, []);
        await second.ServingAsync();

        await StoredAsync(link);
    }

    [Fact]
    public async Task When_the_port_is_taken_Local_uses_another_and_reports_the_consequences()
    {
        var link = await QueueAndEndAsync();
        using var stranger = new TcpListener(System.Net.IPAddress.Loopback, link.Port);
        stranger.Start();

        await using var second = LocalProcess.Start(_data.Path, []);
        await second.ServingAsync();

        Assert.NotEqual(link.Port, new Uri(Stack.Read(_data.Path)["PublicBaseUrl"]).Port);
        Assert.Contains($"{link.Port}", second.Errors, StringComparison.Ordinal);
        Assert.Contains("forbidden-url", second.Errors, StringComparison.Ordinal);
    }

    private async Task<Uri> QueueAndEndAsync()
    {
        await using var first = LocalProcess.Start(_data.Path, []);
        await first.ServingAsync();
        var stack = Stack.Read(_data.Path);
        using var paused = new FormUrlEncodedContent([new("paused", "true")]);
        using var answer = await _http.PostAsync(
            new Uri(new Uri(stack["SimulatorUrl"]), "/simulator/worker"), paused, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        var bytes = await File.ReadAllBytesAsync(Places.Photo, TestContext.Current.CancellationToken);
        using var photo = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "photo.jpg" } };
        using var sent = await _http.PostAsync(stack["SimulatorUrl"], photo, TestContext.Current.CancellationToken);
        var reply = SimulatorReply.Read(await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await first.InterruptAsync());
        return new Uri(Assert.Single(reply.Links));
    }

    private async Task StoredAsync(Uri link)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            using var response = await _http.GetAsync(link, patience.Token);
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
