using System.Text.Json;
using System.Text.Json.Serialization;
using MmsQueue.Emulator;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Local;

/// <summary>The outputs of a running system, for mmsq. The file is deleted when the system stops.</summary>
internal sealed class StackFile(string path) : IDisposable
{
    public void Write(LocalAws aws, Uri server, string publicBaseUrl, string webhookUrl)
    {
        var (endpoints, stack) = (aws.Endpoints, aws.Stack);
        var outputs = new StackOutputs(
            webhookUrl,
            publicBaseUrl,
            stack.MediaQueueUrl,
            stack.DeadLetterQueueUrl,
            stack.UsersTable,
            stack.MediaBucket,
            new Uri(server, TwilioSimulator.Route),
            endpoints.Sqs,
            endpoints.S3,
            endpoints.DynamoDb,
            endpoints.Region,
            Environment.ProcessId);
        DataFolder.Guard(path, () =>
        {
            // Written to a new file and moved, so that a waiting reader never sees half of it.
            File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(outputs, FileJson.Default.StackOutputs));
            File.Move(path + ".new", path, overwrite: true);
            return true;
        });
    }

    public void Dispose() => File.Delete(path);
}

internal sealed record StackOutputs(
    string WebhookUrl,
    string PublicBaseUrl,
    string MediaQueueUrl,
    string DeadLetterQueueUrl,
    string UsersTable,
    string MediaBucket,
    Uri SimulatorUrl,
    Uri SqsEndpoint,
    Uri S3Endpoint,
    Uri DynamoDbEndpoint,
    string Region,
    int ProcessId);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(Secrets))]
[JsonSerializable(typeof(StackOutputs))]
internal sealed partial class FileJson : JsonSerializerContext;
