using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace MmsQueue.Cli.Tests;

/// <summary>The result of an mmsq process.</summary>
internal sealed record MmsqAnswer(int ExitCode, string Output, string Errors)
{
    public JsonElement Json
    {
        get
        {
            using var json = JsonDocument.Parse(Output);
            return json.RootElement.Clone();
        }
    }

    /// <summary>The only line on stderr.</summary>
    public string OneLine => Assert.Single(Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>mmsq as a process without a terminal or input.</summary>
internal sealed class Mmsq : IAsyncDisposable
{
    private static readonly string Program = typeof(Mmsq).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Mmsq").Value!;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Task<string> _output;

    private Mmsq(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public static Mmsq Start(string folder, params string[] arguments) => Start(folder, [], arguments);

    public static Mmsq Start(string folder, (string Name, string? Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // Long enough for another mmsq to start, short enough to wait until a killed one's letters return.
        start.Environment["MMSQ_HOLD_SECONDS"] = "60";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Mmsq(new Process { StartInfo = start });
    }

    public static async Task<MmsqAnswer> RunAsync(string folder, params string[] arguments)
    {
        await using var mmsq = Start(folder, arguments);
        return await mmsq.EndAsync();
    }

    public async Task<MmsqAnswer> EndAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(10));
        await _process.WaitForExitAsync(patience.Token);
        return new MmsqAnswer(_process.ExitCode, await _output, string.Join('\n', _errors).Trim());
    }

    /// <summary>SIGKILL or SIGINT.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
