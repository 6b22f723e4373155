using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MmsQueue.Emulator.Aws;
using MmsQueue.Emulator.Processes;

namespace MmsQueue.Local.Tests;

/// <summary>Local as a process, while it starts and when a part fails.</summary>
public sealed class LocalRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _lines = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_webhook_that_arrives_while_Local_starts_waits_for_the_function()
    {
        var port = FreePort();
        await using var local = Start("--port", port.ToString(CultureInfo.InvariantCulture));

        // The port is open long before the server starts.
        await ListeningAsync(port, local);
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        using var response = await http.PostAsync($"http://127.0.0.1:{port}/mms", content: null, TestContext.Current.CancellationToken);

        // The ingress itself refuses an unsigned webhook.
        Assert.True(response.StatusCode == HttpStatusCode.Forbidden, string.Join('\n', [response.StatusCode.ToString(), .. _lines]));
    }

    [Fact]
    public async Task A_function_that_cannot_be_restarted_ends_Local_with_its_reason()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the function is a shell script");
        await using var local = Start("--port", "0", "--concurrency", "1", "--ingress", await FunctionThatCannotStartTwiceAsync());

        var exitCode = await local.Exited.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("The ingress failed: ", _lines.Last(), StringComparison.Ordinal);
        Assert.Contains("Cannot start", _lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_suggested_command_names_an_existing_photo()
    {
        await using var local = Start("--port", "0");
        await LineAsync("Ctrl-C", local);

        var command = _lines.Single(line => line.Contains("curl ", StringComparison.Ordinal));

        var photo = command.Split("file=@")[1].Split([' ', '"'])[0];
        Assert.True(File.Exists(Path.Combine(_folder.Path, photo)), command);
    }

    [Fact]
    public async Task Emulators_that_exit_end_Local_with_their_reason()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no ps");
        await using var local = Start("--port", "0");
        await LineAsync("Ctrl-C", local);

        await KillAsync("aws.mjs");

        Assert.Equal(1, await local.Exited.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
        Assert.StartsWith("The emulated AWS exited with code ", _lines.Last(), StringComparison.Ordinal);
    }

    // Kills the one of Local's processes that runs the script with this test's data folder.
    private async Task KillAsync(string script)
    {
        var processes = new ConcurrentQueue<string>();
        await using var list = ChildProcess.Start(["ps", "-A", "-ww", "-o", "pid=,args="], processes.Enqueue, processes.Enqueue);
        await list.Exited;
        var line = processes.Single(process =>
            process.Contains(script, StringComparison.Ordinal) && process.Contains(_folder.In("data"), StringComparison.Ordinal));
        using var killed = Process.GetProcessById(int.Parse(line.Trim().Split(' ')[0], CultureInfo.InvariantCulture));
        killed.Kill();
    }

    private ChildProcess Start(params string[] arguments) => ChildProcess.Start(
        [.. LocalProgram.Command, "--data", _folder.In("data"), .. arguments], _lines.Enqueue, _lines.Enqueue, folder: _folder.Path);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListeningAsync(int port, ChildProcess local)
    {
        while (true)
        {
            Assert.False(local.Exited.IsCompleted, string.Join('\n', _lines));
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }
    }

    private async Task LineAsync(string text, ChildProcess local)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            Assert.False(local.Exited.IsCompleted, string.Join('\n', _lines));
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    // It deletes itself when it starts, and exits at its first event.
    private async Task<string> FunctionThatCannotStartTwiceAsync()
    {
        var node = await NodePackages.InstallAsync(static _ => { }, TestContext.Current.CancellationToken);
        var script = $$"""
            #!/bin/sh
            rm "$0"
            export NEXT="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next"
            exec '{{node}}' -e 'fetch(process.env.NEXT).then(() => process.exit(7))'
            """;
        var file = Path.Combine(Directory.CreateDirectory(_folder.In("ingress")).FullName, "bootstrap");
        await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Path.GetDirectoryName(file)!;
    }
}
