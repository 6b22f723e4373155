using System.Globalization;
using System.Net;
using MmsQueue.Cli.Tests;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Texts photos that fail, fixes their faults, and opens their links, with a separate Local.</summary>
internal sealed class DlqPhone(string data) : IDisposable
{
    private readonly HttpClient _http = new();

    public string Folder => data;

    /// <summary>Arguments of mmsq, with those that point it to this Local.</summary>
    public string[] With(params string[] arguments) => [.. arguments, "--outputs", Path.Combine(data, "stack.json")];

    /// <summary>Sends a number of photos with a fault by mmsq send, and returns their links.</summary>
    public async Task<string[]> SendAsync(int count, string fault)
    {
        var links = new List<string>();
        for (var left = count; left > 0; left -= 10)
        {
            var photos = Enumerable.Repeat(Places.Photo, Math.Min(10, left));
            string[] options = ["--from", Phone.New(), "--fault", fault, "--no-wait", "--json"];
            var answer = await Mmsq.RunAsync(data, [.. With("send"), .. photos, .. options]);
            Assert.True(answer.ExitCode == 0, answer.Errors);
            links.AddRange(answer.Json.GetProperty("links").EnumerateArray().Select(link => link.GetString()!));
        }

        Assert.Equal(count, links.Count);
        return [.. links];
    }

    /// <summary>Waits until the dead-letter queue holds a number of messages.</summary>
    public async Task DeadAsync(int count)
    {
        using var patience = Patience();
        while (await DepthAsync() < count)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The number of dead letters, including those in flight.</summary>
    public async Task<int> DepthAsync()
    {
        var answer = await Mmsq.RunAsync(data, With("status", "--json"));
        Assert.True(answer.ExitCode == 0, answer.Errors);
        var depth = answer.Json.GetProperty("deadLetters");
        return depth.GetProperty("waiting").GetInt32() + depth.GetProperty("inFlight").GetInt32();
    }

    /// <summary>Removes a fault from the simulated Twilio, which keeps each file's fault in a JSON file next to it.</summary>
    public void Fix(string fault)
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

    /// <summary>Waits until a number of links are served.</summary>
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
