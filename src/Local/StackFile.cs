using MmsQueue.Emulator;
using MmsQueue.Emulator.Aws;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Local;

/// <summary>The outputs of a running system, for mmsq. The file is deleted when the system stops.</summary>
internal sealed class StackFile(string path) : IDisposable
{
    public void Write(StackResources stack, AwsEndpoints aws, Uri server, string publicBaseUrl, string webhookUrl)
    {
        var text = Http.Json(
            json =>
            {
                json.WriteString("WebhookUrl", webhookUrl);
                json.WriteString("PublicBaseUrl", publicBaseUrl);
                json.WriteString("MediaQueueUrl", stack.MediaQueueUrl);
                json.WriteString("DeadLetterQueueUrl", stack.DeadLetterQueueUrl);
                json.WriteString("UsersTable", stack.UsersTable);
                json.WriteString("MediaBucket", stack.MediaBucket);
                json.WriteString("SimulatorUrl", new Uri(server, TwilioSimulator.Route).ToString());
                json.WriteString("SqsEndpoint", aws.Sqs.ToString());
                json.WriteString("S3Endpoint", aws.S3.ToString());
                json.WriteString("DynamoDbEndpoint", aws.DynamoDb.ToString());
                json.WriteString("Region", aws.Region);
                json.WriteNumber("ProcessId", Environment.ProcessId);
            },
            indented: true);
        DataFolder.Guard(path, () =>
        {
            // Written to a new file and moved, so that a waiting reader never sees half of it.
            File.WriteAllBytes(path + ".new", text.Span);
            File.Move(path + ".new", path, overwrite: true);
            return true;
        });
    }

    public void Dispose() => File.Delete(path);
}
