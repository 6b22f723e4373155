namespace MmsQueue.Browser.Tests;

/// <summary>Pauses the worker until it is disposed, so that links stay pending.</summary>
internal sealed class PausedWorker : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _switch;

    private PausedWorker(HttpClient http, Uri front)
    {
        _http = http;
        _switch = new Uri(front, "/simulator/worker");
    }

    public static async Task<PausedWorker> HoldAsync(HttpClient http, Uri front)
    {
        var worker = new PausedWorker(http, front);
        await worker.SetAsync(paused: true);
        return worker;
    }

    public Task ResumeAsync() => SetAsync(paused: false);

    public async ValueTask DisposeAsync() => await ResumeAsync();

    private async Task SetAsync(bool paused)
    {
        using var form = new FormUrlEncodedContent([new("paused", paused ? "true" : "false")]);
        using var response = await _http.PostAsync(_switch, form);
        response.EnsureSuccessStatusCode();
    }
}
