namespace Amazon.Lambda.SQSEvents;

/// <summary>A batch of messages from an SQS event source mapping.</summary>
public class SQSEvent
{
    /// <summary>The messages of the batch.</summary>
    public List<SQSMessage> Records { get; set; }

    /// <summary>An attribute that the sender attached to a message.</summary>
    public class MessageAttribute
    {
        /// <summary>The value of a String or Number attribute.</summary>
        public string StringValue { get; set; }

        /// <summary>The value of a Binary attribute.</summary>
        public MemoryStream BinaryValue { get; set; }

        /// <summary>Reserved by SQS; empty.</summary>
        public List<string> StringListValues { get; set; }

        /// <summary>Reserved by SQS; empty.</summary>
        public List<MemoryStream> BinaryListValues { get; set; }

        /// <summary>String, Number, or Binary, with an optional label after a dot.</summary>
        public string DataType { get; set; }
    }

    /// <summary>One message.</summary>
    public class SQSMessage
    {
        /// <summary>The message's ID, for batchItemFailures.</summary>
        public string MessageId { get; set; }

        /// <summary>The handle of this receive.</summary>
        public string ReceiptHandle { get; set; }

        /// <summary>The body, unchanged.</summary>
        public string Body { get; set; }

        /// <summary>The body's MD5, in hexadecimal.</summary>
        public string Md5OfBody { get; set; }

        /// <summary>The MD5 of the sender's attributes, in hexadecimal.</summary>
        public string Md5OfMessageAttributes { get; set; }

        /// <summary>The queue's ARN.</summary>
        public string EventSourceArn { get; set; }

        /// <summary>Always <c>aws:sqs</c>.</summary>
        public string EventSource { get; set; }

        /// <summary>The queue's region.</summary>
        public string AwsRegion { get; set; }

        /// <summary>The system attributes, such as ApproximateReceiveCount.</summary>
        public Dictionary<string, string> Attributes { get; set; }

        /// <summary>The sender's attributes, by name.</summary>
        public Dictionary<string, MessageAttribute> MessageAttributes { get; set; }
    }
}
