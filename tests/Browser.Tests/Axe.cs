using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>axe-core's accessibility rules, installed by npm at their first use.</summary>
internal static class Axe
{
    private static readonly Lazy<Task<string>> Script = new(InstallAsync);

    /// <summary>Fails when the page, as it is now, has a serious or critical violation.</summary>
    public static async Task CheckAsync(IPage page)
    {
        // Evaluated by the debugger, so that the page's own policy stays as it is.
        await page.EvaluateAsync(await Script.Value);
        var found = await page.EvaluateAsync<JsonElement>("() => axe.run().then(result => result.violations.map(v => [v.impact, v.id, v.help, v.nodes.map(n => n.html).join(' ')]))");
        var grave = found.EnumerateArray().Where(violation => violation[0].GetString() is "serious" or "critical").Select(violation => violation.ToString());
        Assert.Empty(grave);
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(Places.Repository, "tests", "Browser.Tests");
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        // npm keeps a copy of the lock file there when all is installed.
        var marker = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        if (!marker.Exists || marker.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            using var npm = Process.Start(new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                UseShellExecute = false,
                WorkingDirectory = folder,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var output = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
            await npm.WaitForExitAsync();
            Assert.True(npm.ExitCode == 0, $"npm ci in {folder} ended with {npm.ExitCode}: {string.Join('\n', output)}");
        }

        return await File.ReadAllTextAsync(script);
    }
}
