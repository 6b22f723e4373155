using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MmsQueue.Emulator;
using MmsQueue.Emulator.Processes;

namespace MmsQueue.Local.Tests;

/// <summary>Local as a process with invalid input: one line on stderr, nothing on stdout.</summary>
public sealed class LocalCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--colour red", "--colour")]
    [InlineData("--port 70000", "--port: must be a number from 0 to 65535.")]
    [InlineData("--port five", "--port: must be a number from 0 to 65535.")]
    [InlineData("--concurrency 0", "--concurrency: must be a number from 1 to 100.")]
    [InlineData("--photo nowhere.jpg", "--photo: nowhere.jpg does not exist.")]
    [InlineData("--photo", "--photo")]
    [InlineData("invoke queue event.json", "queue")]
    [InlineData("invoke ingress nowhere.json", "nowhere.json")]
    public async Task Invalid_usage_is_reported_and_exits_with_2(string arguments, string expected)
    {
        var (exitCode, output, errors) = await RunAsync([.. arguments.Split(' ')]);

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(expected, errors[0], StringComparison.Ordinal);
        Assert.DoesNotContain(errors, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_reported_in_one_line()
    {
        await File.WriteAllTextAsync(_folder.In("file"), "", TestContext.Current.CancellationToken);

        await FailsAsync("The data folder cannot be used", "--data", _folder.In("file"));
    }

    [Fact]
    public async Task A_data_folder_in_use_is_reported_in_one_line()
    {
        using var inUse = DataFolder.Open(_folder.Path);

        await FailsAsync("Another MmsQueue is using the data folder", "--data", _folder.Path);
    }

    [Fact]
    public async Task A_corrupt_database_is_reported_in_one_line()
    {
        Directory.CreateDirectory(_folder.In("sqs-s3"));
        var database = Path.Combine(_folder.In("sqs-s3"), "fauxqs.db");
        await File.WriteAllTextAsync(database, "garbage", TestContext.Current.CancellationToken);

        await FailsAsync("The emulated AWS cannot use its data", "--data", _folder.Path, "--port", "0");
    }

    [Fact]
    public async Task A_port_in_use_is_reported_in_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await FailsAsync($"Port {port} is in use", "--data", _folder.Path, "--port", port);
    }

    [Theory]
    [InlineData("--worker")]
    [InlineData("--reconciler")]
    public async Task A_folder_without_a_function_is_reported_in_one_line(string option) =>
        await FailsAsync("No function in", "--data", _folder.Path, "--port", "0", option, _folder.Path);

    private static async Task FailsAsync(string message, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.StartsWith(message, Assert.Single(errors), StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, List<string> Output, List<string> Errors)> RunAsync(string[] arguments)
    {
        var (output, errors) = (new List<string>(), new List<string>());
        await using var process = ChildProcess.Start([.. LocalProgram.Command, "--once", .. arguments], output.Add, errors.Add);
        var exitCode = await process.Exited.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        return (exitCode, output, errors);
    }
}
