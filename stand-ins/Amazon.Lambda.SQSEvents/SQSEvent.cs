namespace Amazon.Lambda.SQSEvents;

/// <summary>A batch of messages, as an SQS event source mapping hands it to a function.</summary>
public class SQSEvent
{
    /// <summary>The messages of the batch.</summary>
    public List<SQSMessage> Records { get; set; }

    /// <summary>One attribute that the sender gave a message.</summary>
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

        /// <summary>String, Number or Binary, with an optional label after a dot.</summary>
        public string DataType { get; set; }
    }

    /// <summary>One message.</summary>
    public class SQSMessage
    {
        /// <summary>The message's id; batchItemFailures names it.</summary>
        public string MessageId { get; set; }

        /// <summary>The handle of this receive.</summary>
        public string ReceiptHandle { get; set; }

        /// <summary>The body, as it was sent.</summary>
        public string Body { get; set; }

        /// <summary>The body's MD5, in hexadecimal.</summary>
        public string Md5OfBody { get; set; }

        /// <summary>The sender's attributes' MD5, in hexadecimal.</summary>
        public string Md5OfMessageAttributes { get; set; }

        /// <summary>The queue's ARN.</summary>
        public string EventSourceArn { get; set; }

        /// <summary>Always <c>aws:sqs</c>.</summary>
        public string EventSource { get; set; }

        /// <summary>The queue's region.</summary>
        public string AwsRegion { get; set; }

        /// <summary>What SQS knows about the message, such as ApproximateReceiveCount.</summary>
        public Dictionary<string, string> Attributes { get; set; }

        /// <summary>What the sender attached to the message, by name.</summary>
        public Dictionary<string, MessageAttribute> MessageAttributes { get; set; }
    }
}
