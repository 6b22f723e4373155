namespace MmsQueue.Browser.Tests;

/// <summary>Holds the worker back until it is disposed of, so that links lead to nothing yet.</summary>
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
