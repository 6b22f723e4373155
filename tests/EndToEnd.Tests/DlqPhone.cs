using System.Globalization;
using System.Net;
using MmsQueue.Cli.Tests;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Texts photos that fail, mends what made them fail, and sees what is behind their links, in a Local of its own.</summary>
internal sealed class DlqPhone(string data) : IDisposable
{
    private readonly HttpClient _http = new();

    public string Folder => data;

    /// <summary>mmsq's arguments, with those that lead it to this Local.</summary>
    public string[] With(params string[] arguments) => [.. arguments, "--outputs", Path.Combine(data, "stack.json")];

    /// <summary>Sends so many photos with a fault by mmsq send, and returns their links.</summary>
    public async Task<string[]> SendAsync(int count, string fault)
    {
        var links = new List<string>();
        for (var left = count; left > 0; left -= 10)
        {
            var photos = Enumerable.Repeat(Places.Photo, Math.Min(10, left));
            var answer = await Mmsq.RunAsync(data, [.. With("send"), .. photos, "--from", Phone.New(), "--fault", fault, "--no-wait", "--json"]);
            Assert.True(answer.ExitCode == 0, answer.Errors);
            links.AddRange(answer.Json.GetProperty("links").EnumerateArray().Select(link => link.GetString()!));
        }

        Assert.Equal(count, links.Count);
        return [.. links];
    }

    /// <summary>Waits until the dead-letter queue holds so many.</summary>
    public async Task DeadAsync(int count)
    {
        using var patience = Patience();
        while (await DepthAsync() < count)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>How many are in the dead-letter queue, those included that somebody holds.</summary>
    public async Task<int> DepthAsync()
    {
        var answer = await Mmsq.RunAsync(data, With("status", "--json"));
        Assert.True(answer.ExitCode == 0, answer.Errors);
        var depth = answer.Json.GetProperty("deadLetters");
        return depth.GetProperty("waiting").GetInt32() + depth.GetProperty("inFlight").GetInt32();
    }

    /// <summary>Has the simulated Twilio forget a fault: it keeps each media's in a file beside it.</summary>
    public void Mend(string fault)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(data, "twilio"), "*.json"))
        {
            var text = File.ReadAllText(file);
            File.WriteAllText(file, text.Replace($"\"{fault}\"", "\"\"", StringComparison.Ordinal));
        }
    }

    public async Task<int> ServedAsync(string[] links)
    {
        var served = 0;
        foreach (var link in links)
        {
            using var response = await _http.GetAsync(link, TestContext.Current.CancellationToken);
            served += response.StatusCode is HttpStatusCode.OK ? 1 : 0;
        }

        return served;
    }

    /// <summary>Waits until so many are served.</summary>
    public async Task ServedAsync(string[] links, int count)
    {
        using var patience = Patience();
        while (await ServedAsync(links) is var served && served < count)
        {
            Assert.False(patience.IsCancellationRequested, string.Create(CultureInfo.InvariantCulture, $"{served} of {count}"));
        }
    }

    public void Dispose() => _http.Dispose();

    private static CancellationTokenSource Patience()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(10));
        return patience;
    }
}
