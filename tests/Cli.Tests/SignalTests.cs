using System.Diagnostics;
using System.Globalization;

namespace MmsQueue.Cli.Tests;

/// <summary>Whether a test can press Ctrl-C does not depend on how the tests were started.</summary>
public sealed class SignalTests
{
    private const long HangUpInterruptQuitTerminate = 0x4007;

    [Fact]
    public async Task A_program_under_test_starts_with_default_signals()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");

        var (_, ignored) = await ShellAsync("ps -o ignored= -p $$");

        Assert.Equal(0, long.Parse(ignored.Trim().TrimStart('<'), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & HangUpInterruptQuitTerminate);
    }

    [Fact]
    public async Task Started_in_the_background_or_under_nohup_the_tests_give_programs_default_signals_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");
        var method = $"{typeof(SignalTests).FullName}.{nameof(A_program_under_test_starts_with_default_signals)}";

        var (exitCode, output) = await ShellAsync($"trap '' HUP INT QUIT TERM; exec dotnet '{typeof(SignalTests).Assembly.Location}' -method {method}");

        Assert.True(exitCode == 0, output);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, output);
    }
}
