using System.Buffers.Binary;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SQS.Model;
using Amazon.Util;

namespace Amazon.SQS.Internal;

// The published client refuses a message whose checksum, as the service tells it, is not that of what was sent or received.
internal sealed class Md5Check : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var response = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        Check(executionContext.RequestContext.Request.OriginalRequest, executionContext.ResponseContext.Response);
        return response;
    }

    private static void Check(AmazonWebServiceRequest request, AmazonWebServiceResponse response)
    {
        switch (request, response)
        {
            case (SendMessageRequest sent, SendMessageResponse taken):
                CheckBody(sent.MessageBody, taken.MD5OfMessageBody ?? Hex(sent.MessageBody), taken.MessageId);
                CheckAttributes(sent.MessageAttributes, taken.MD5OfMessageAttributes, taken.MessageId);
                break;
            case (SendMessageBatchRequest sent, SendMessageBatchResponse taken):
                taken.Successful?.ForEach(entry => CheckEntry(sent.Entries.First(other => other.Id == entry.Id), entry));
                break;
            case (_, ReceiveMessageResponse received):
                received.Messages?.ForEach(CheckMessage);
                break;
        }
    }

    private static void CheckEntry(SendMessageBatchRequestEntry sent, SendMessageBatchResultEntry taken)
    {
        CheckBody(sent.MessageBody, taken.MD5OfMessageBody, taken.MessageId);
        CheckAttributes(sent.MessageAttributes, taken.MD5OfMessageAttributes, taken.MessageId);
    }

    private static void CheckMessage(Message message)
    {
        CheckBody(message.Body, message.MD5OfBody, message.MessageId);
        CheckAttributes(message.MessageAttributes, message.MD5OfMessageAttributes, message.MessageId);
    }

    private static void CheckBody(string body, string md5, string messageId)
    {
        if (!Hex(body).Equals(md5, StringComparison.OrdinalIgnoreCase))
        {
            throw new AmazonSQSException($"MD5 hash mismatch for message id {messageId}");
        }
    }

    private static void CheckAttributes(Dictionary<string, MessageAttributeValue> attributes, string md5, string messageId)
    {
        if (attributes is { Count: > 0 } && !string.IsNullOrEmpty(md5) && !Hex(attributes).Equals(md5, StringComparison.OrdinalIgnoreCase))
        {
            throw new AmazonSQSException($"Attribute MD5 hash mismatch for message id {messageId}");
        }
    }

    private static string Hex(string body) => Hex(Encoding.UTF8.GetBytes(body ?? ""));

    // SQS developer guide, "Calculating the MD5 message digest for message attributes".
    private static string Hex(Dictionary<string, MessageAttributeValue> attributes)
    {
        using var digest = new MemoryStream();
        foreach (var (name, value) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            Add(digest, Encoding.UTF8.GetBytes(name));
            Add(digest, Encoding.UTF8.GetBytes(value.DataType));
            digest.WriteByte((byte)(value.StringValue is null ? 2 : 1));
            Add(digest, value.StringValue is null ? value.BinaryValue.ToArray() : Encoding.UTF8.GetBytes(value.StringValue));
        }

        return Hex(digest.ToArray());
    }

    private static void Add(MemoryStream digest, byte[] part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        digest.Write(length);
        digest.Write(part);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(CryptoUtilFactory.CryptoInstance.ComputeMD5Hash(bytes));
}
