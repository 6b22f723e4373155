using System.Globalization;
using System.Security.Cryptography;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.SQS.Model;
using MmsQueue.Bench.Ingress;
using MmsQueue.Bench.Servers;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Ingress;
using MmsQueue.Shared;

namespace MmsQueue.Bench.Functions;

/// <summary>The events that Lambda sends to our functions.</summary>
internal static class Events
{
    private static readonly SourceGeneratorLambdaJsonSerializer<IngressJson> Json = new();

    public static ReadOnlyMemory<byte> Webhook()
    {
        using var stream = new MemoryStream();
        Json.Serialize<APIGatewayHttpApiV2ProxyRequest>(SampleWebhook.Request(), stream);
        return stream.ToArray();
    }

    /// <summary>A batch of jobs, each for a media file of this size.</summary>
    public static ReadOnlyMemory<byte> Batch(Uri servers, int jobs, int bytes) => SqsEvent.Write(
        [.. Enumerable.Range(0, jobs).Select(_ => Message(Job(servers, bytes)))],
        new Uri(servers, "/000000000000/media").ToString(),
        "us-east-1");

    public static MediaJob Job(Uri servers, int bytes)
    {
        var message = "MM" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        var url = BenchMedia.Url(servers, message, bytes).ToString();
        var key = $"media/aaaaaaaaaaaaaaaa/{message}.jpg";
        return MediaJob.Create(BenchFunctions.Account, message, mediaIndex: 0, url, "image/jpeg", key, TimeProvider.System.GetUtcNow());
    }

    private static Message Message(MediaJob job)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return new Message
        {
            MessageId = job.MessageSid,
            ReceiptHandle = job.MessageSid,
            Body = job.ToJson(),
            MD5OfBody = new string('0', 32),
            Attributes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ApproximateReceiveCount"] = "1",
                ["ApproximateFirstReceiveTimestamp"] = now,
                ["SentTimestamp"] = now,
                ["SenderId"] = "bench",
            },
        };
    }
}
