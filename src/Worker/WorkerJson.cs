using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;

namespace MmsQueue.Worker;

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class WorkerJson : JsonSerializerContext;
