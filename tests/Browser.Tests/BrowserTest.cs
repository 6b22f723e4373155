using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>A test with pages. It fails if a page has an error or sends a request to another host.</summary>
public abstract class BrowserTest(RunningSystem system, Chromium chromium) : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly List<IBrowserContext> _contexts = [];
    private readonly HashSet<string> _ours = [new Uri(system.Stack["SimulatorUrl"]).Authority];

    private protected Client Client => system.Client;

    /// <summary>The running system's data folder.</summary>
    private protected string DataPath => system.DataPath;

    private protected Uri Front => new(new Uri(system.Stack["SimulatorUrl"]).GetLeftPart(UriPartial.Authority));

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        Assert.True(_faults.IsEmpty, string.Join('\n', _faults));
    }

    /// <summary>An empty page in its own browser profile; by default 390 by 844 px, light, and in the machine's font.</summary>
    private protected async Task<IPage> NewPageAsync(
        int width = 390,
        int height = 844,
        ColorScheme scheme = ColorScheme.Light,
        bool script = true,
        string? font = null,
        Uri? ours = null)
    {
        _ours.Add((ours ?? Front).Authority);
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
        });
        _contexts.Add(context);
        context.SetDefaultTimeout(Chromium.Patience);
        context.Request += (_, request) => Note(!IsOurs(request.Url), $"request for {request.Url}");
        context.WebError += (_, error) => Note(true, $"error on {error.Page?.Url}: {error.Error}");
        context.Console += (_, message) => Note(
            message.Type == "error" && !IsPending(message), $"console of {message.Page?.Url}: {message.Text} ({message.Location})");
        var page = await context.NewPageAsync();
        if (font is not null)
        {
            await Fonts.UseAsync(page, font);
        }

        return page;
    }

    /// <summary>Saves a screenshot if SCREENSHOTS names a folder.</summary>
    private protected static async Task ScreenshotAsync(IPage page, string name)
    {
        if (ScreenshotPath(name) is { } path)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        }
    }

    /// <summary>Saves a screenshot of one element if SCREENSHOTS names a folder.</summary>
    private protected static async Task ScreenshotAsync(ILocator element, string name)
    {
        if (ScreenshotPath(name) is { } path)
        {
            await element.ScreenshotAsync(new LocatorScreenshotOptions { Path = path });
        }
    }

    private static string? ScreenshotPath(string name) =>
        Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder ? Path.Combine(folder, name + ".png") : null;

    private void Note(bool isFault, string fault)
    {
        if (isFault)
        {
            _faults.Enqueue(fault);
        }
    }

    // data:, blob: and the browser's own resources, such as its PDF viewer, cause no request to a host.
    private bool IsOurs(string url) =>
        new Uri(url) is var uri && (uri.Scheme is not ("http" or "https" or "ws" or "wss") || _ours.Contains(uri.Authority));

    // Chrome writes each 404 to the console. Two are expected: that of a pending link, and that of the icon that Chrome
    // requests for a media file, which cannot name one.
    private bool IsPending(IConsoleMessage message) =>
        message.Text.StartsWith("Failed to load resource: the server responded with a status of 404", StringComparison.Ordinal)
        && message.Page is { } page
        && page.Url.StartsWith(new Uri(Front, "/media/").ToString(), StringComparison.Ordinal)
        && (message.Location.StartsWith(page.Url + ":", StringComparison.Ordinal)
            || message.Location.StartsWith(new Uri(Front, "/favicon.ico:").ToString(), StringComparison.Ordinal));
}
