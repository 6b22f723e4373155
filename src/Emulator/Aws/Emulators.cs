using System.Globalization;
using System.Text.Json;
using MmsQueue.Emulator.Processes;

namespace MmsQueue.Emulator.Aws;

/// <summary>SQS and S3 (fauxqs) and DynamoDB (dynalite) in one child process on 127.0.0.1, with their data in a folder.</summary>
/// <remarks>The process exits when its standard input closes, so it never outlives this one. Any credentials work.</remarks>
public sealed class Emulators : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly LineLog _log;

    private Emulators(ChildProcess process, LineLog log, int sqsAndS3, int dynamoDb)
    {
        _process = process;
        _log = log;
        Sqs = S3 = new Uri($"http://127.0.0.1:{sqsAndS3}");
        DynamoDb = new Uri($"http://127.0.0.1:{dynamoDb}");
    }

    /// <summary>The endpoint of SQS.</summary>
    public Uri Sqs { get; }

    /// <summary>The endpoint of S3.</summary>
    public Uri S3 { get; }

    /// <summary>The endpoint of DynamoDB.</summary>
    public Uri DynamoDb { get; }

    /// <summary>Completes with the exit code when the process ends.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>Starts the emulators; the first start installs them.</summary>
    public static async Task<Emulators> StartAsync(string dataDirectory, Action<string> say, CancellationToken cancellationToken)
    {
        var node = await NodePackages.InstallAsync(say, cancellationToken);
        var log = new LineLog(Path.Combine(dataDirectory, "logs", "aws.log"));
        var firstLine = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start(
            [node, Path.Combine(NodePackages.Folder, "aws.mjs"), dataDirectory],
            line => firstLine.TrySetResult(line),
            log.Add);
        try
        {
            using var ports = await ReadPortsAsync(process, log, dataDirectory, firstLine.Task, cancellationToken);
            var root = ports.RootElement;
            return new Emulators(process, log, root.GetProperty("sqs").GetInt32(), root.GetProperty("dynamoDb").GetInt32());
        }
        catch
        {
            await process.DisposeAsync();
            log.Dispose();
            throw;
        }
    }

    /// <summary>Stops the emulators.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Input.Close();
        }
        catch (IOException)
        {
            // It has already ended.
        }

        await Task.WhenAny(_process.Exited, Task.Delay(TimeSpan.FromSeconds(3)));
        await _process.DisposeAsync();
        _log.Dispose();
    }

    private static async Task<JsonDocument> ReadPortsAsync(
        ChildProcess process, LineLog log, string folder, Task<string> firstLine, CancellationToken cancellationToken)
    {
        await Task.WhenAny(firstLine, process.Exited).WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
        if (!firstLine.IsCompleted)
        {
            var exitCode = (await process.Exited).ToString(CultureInfo.InvariantCulture);
            throw new EmulatorException($"The emulated AWS exited with code {exitCode} while starting: {log.LastLine}");
        }

        var answer = JsonDocument.Parse(await firstLine);
        return answer.RootElement.TryGetProperty("error", out var error)
            ? throw new EmulatorException(
                $"The emulated AWS cannot use its data in {folder} ({error.GetString()}). " +
                "Delete the folder to start fresh, or choose another with --data.")
            : answer;
    }
}
