using System.Globalization;
using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>SQS and S3 (fauxqs) and DynamoDB (dynalite) as one child process on 127.0.0.1, their data in a folder.</summary>
/// <remarks>It ends when its standard input does, so it never outlives us. Credentials: any; region: us-east-1.</remarks>
internal sealed class Emulators : IAsyncDisposable
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

    public Uri Sqs { get; }

    public Uri S3 { get; }

    public Uri DynamoDb { get; }

    /// <summary>Completes when the emulators have ended, asked for or not.</summary>
    public Task<int> Exited => _process.Exited;

    public static async Task<Emulators> StartAsync(string dataDirectory, Action<string> say, CancellationToken cancellationToken)
    {
        var node = await NodePackages.InstallAsync(
            Places.Emulators, Environment.GetEnvironmentVariable("PATH"), say, cancellationToken);
        var log = new LineLog(Path.Combine(dataDirectory, "logs", "aws.log"));
        var firstLine = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start(
            [node, Path.Combine(Places.Emulators, "aws.mjs"), dataDirectory],
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

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.Input.Close();
        }
        catch (IOException)
        {
            // It has ended already.
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
            throw new LocalException($"The emulated AWS ended with {exitCode} at its start: {log.LastLine}");
        }

        var answer = JsonDocument.Parse(await firstLine);
        return answer.RootElement.TryGetProperty("error", out var error)
            ? throw new LocalException(
                $"The emulated AWS cannot use its data in {folder} ({error.GetString()}): remove that folder to begin anew, or choose another with --data.")
            : answer;
    }
}
