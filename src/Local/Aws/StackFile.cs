namespace MmsQueue.Local;

/// <summary>Where a running system has its parts: what mmsq reads. Removed at the end, since nothing in it leads anywhere then.</summary>
internal sealed class StackFile(string path) : IDisposable
{
    public void Write(Stack stack, AwsEndpoints aws, Uri front, string publicBaseUrl, string webhookUrl)
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
                json.WriteString("SimulatorUrl", new Uri(front, Simulator.Route).ToString());
                json.WriteString("SqsEndpoint", aws.Sqs.ToString());
                json.WriteString("S3Endpoint", aws.S3.ToString());
                json.WriteString("DynamoDbEndpoint", aws.DynamoDb.ToString());
                json.WriteString("Region", aws.Region);
                json.WriteNumber("ProcessId", Environment.ProcessId);
            },
            indented: true);
        DataFolder.Guard(path, () =>
        {
            // Never half written for a reader who waits for it.
            File.WriteAllBytes(path + ".new", text.Span);
            File.Move(path + ".new", path, overwrite: true);
            return true;
        });
    }

    public void Dispose() => File.Delete(path);
}
