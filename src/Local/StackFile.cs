using System.Text.Json;
using System.Text.Json.Serialization;
using MmsQueue.Emulator;

namespace MmsQueue.Local;

/// <summary>A file with the outputs of the running system, for mmsq. It is deleted when the system stops.</summary>
internal sealed class StackFile(string path) : IDisposable
{
    public void Write(StackOutputs outputs) => DataFolder.Guard(path, () =>
    {
        // Written to a new file and moved, so that a waiting reader never sees half of it.
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(outputs, FileJson.Default.StackOutputs));
        File.Move(path + ".new", path, overwrite: true);
        return true;
    });

    public void Dispose() => File.Delete(path);
}

internal sealed record StackOutputs(
    string WebhookUrl, string PublicBaseUrl, string MediaQueueUrl, string DeadLetterQueueUrl, string UsersTable, string MediaBucket,
    string MediaKeyPrefix,
    string SecretsFile, Uri SimulatorUrl, Uri SqsEndpoint, Uri S3Endpoint, Uri DynamoDbEndpoint, string Region, int ProcessId);

/// <summary>The JSON that Local writes to its data folder.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(Secrets))]
[JsonSerializable(typeof(StackOutputs))]
internal sealed partial class FileJson : JsonSerializerContext;
