using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>The accessibility rules of axe-core, which npm installs at the first use.</summary>
internal static class Axe
{
    private static readonly Lazy<Task<string>> Script = new(InstallAsync);

    /// <summary>Fails if the current page has a serious or critical violation.</summary>
    public static async Task CheckAsync(IPage page)
    {
        // Evaluated by the debugger, so that the page's policy can stay as it is.
        await page.EvaluateAsync(await Script.Value);
        var found = await page.EvaluateAsync<JsonElement>(
            """
            () => axe.run().then(result =>
              result.violations.map(v => [v.impact, v.id, v.help, v.nodes.map(n => n.html).join(' ')]))
            """);
        var severe = found.EnumerateArray().Where(violation => violation[0].GetString() is "serious" or "critical");
        Assert.Empty(severe.Select(violation => violation.ToString()));
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(Places.Repository, "tests", "Browser.Tests");
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");

        // npm keeps a copy of the lock file there after a complete installation.
        var marker = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        if (!marker.Exists || marker.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            var program = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            using var npm = Process.Start(new ProcessStartInfo(program, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                UseShellExecute = false,
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var output = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            Assert.True(npm.ExitCode == 0, $"npm ci in {folder} exited with code {npm.ExitCode}: {string.Join('\n', output)}");
        }

        return await File.ReadAllTextAsync(script);
    }
}
