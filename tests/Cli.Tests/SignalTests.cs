using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.Cli.Tests;

/// <summary>Tests can send Ctrl-C regardless of how they were started.</summary>
public sealed class SignalTests
{
    private const long HangUpInterruptQuitTerminate = 0x4007;

    [Fact]
    public async Task A_program_under_test_starts_with_default_signals()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");

        var (_, ignored) = await ShellAsync("ps -o ignored= -p $$");

        var signals = long.Parse(ignored.Trim().TrimStart('<'), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        Assert.Equal(0, signals & HangUpInterruptQuitTerminate);
    }

    [Fact]
    public async Task Tests_in_the_background_or_under_nohup_start_programs_with_default_signals()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        var method = $"{typeof(SignalTests).FullName}.{nameof(A_program_under_test_starts_with_default_signals)}";

        var tests = typeof(SignalTests).Assembly.Location;
        var (exitCode, output) = await ShellAsync($"trap '' HUP INT QUIT TERM; exec dotnet '{tests}' -method {method}");

        Assert.True(exitCode == 0, output);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> ShellAsync(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, output);
    }
}
