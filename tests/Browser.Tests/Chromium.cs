using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(MmsQueue.Browser.Tests.Chromium))]

// Pausing the worker affects all tests, and one page is enough load for two cores.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace MmsQueue.Browser.Tests;

/// <summary>The machine's Chromium or a browser based on it, started once without a window. No browser is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>The timeout for every expectation, in milliseconds: enough for a busy machine, not a claim about the page.</summary>
    internal const float Patience = 300_000;

    private const string Missing =
        "No Chromium, Chrome or Edge was found: install one (Debian: apt-get install chromium), or name its program in CHROMIUM_PATH.";

    private static readonly string[] Quiet =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome.exe", "msedge.exe"];

    private static readonly string[] MacPrograms =
    [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];

    private static readonly Environment.SpecialFolder[] WindowsFolders =
        [Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData];

    private static readonly string[] WindowsProducts = ["Google/Chrome", "Chromium", "Microsoft/Edge"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(_browser is null, Missing);
            return _browser!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
        {
            TestContext.Current.SendDiagnosticMessage(Missing);
        }
        else
        {
            _playwright = await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(Patience);

            // By default, Playwright disables Chromium's sandbox, which does not work for root.
            _browser = await _playwright.Chromium.LaunchAsync(
                new BrowserTypeLaunchOptions { ExecutablePath = path, Headless = true, Args = Quiet, Timeout = Patience });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } given
            ? given
            : Folders().SelectMany(_ => Names, Path.Combine).Concat(MacPrograms).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(WindowsFolders.SelectMany(
                _ => WindowsProducts, (folder, product) => Path.Combine(Environment.GetFolderPath(folder), product, "Application")));
}
