using Amazon.Runtime;

namespace Amazon.SQS;

/// <summary>What SQS itself can tell of a message that is received.</summary>
public class MessageSystemAttributeName : ConstantClass
{
    /// <summary>"All".</summary>
    public static readonly MessageSystemAttributeName All = new("All");

    /// <summary>"ApproximateFirstReceiveTimestamp".</summary>
    public static readonly MessageSystemAttributeName ApproximateFirstReceiveTimestamp = new("ApproximateFirstReceiveTimestamp");

    /// <summary>"ApproximateReceiveCount".</summary>
    public static readonly MessageSystemAttributeName ApproximateReceiveCount = new("ApproximateReceiveCount");

    /// <summary>"AWSTraceHeader".</summary>
    public static readonly MessageSystemAttributeName AWSTraceHeader = new("AWSTraceHeader");

    /// <summary>"DeadLetterQueueSourceArn".</summary>
    public static readonly MessageSystemAttributeName DeadLetterQueueSourceArn = new("DeadLetterQueueSourceArn");

    /// <summary>"MessageDeduplicationId".</summary>
    public static readonly MessageSystemAttributeName MessageDeduplicationId = new("MessageDeduplicationId");

    /// <summary>"MessageGroupId".</summary>
    public static readonly MessageSystemAttributeName MessageGroupId = new("MessageGroupId");

    /// <summary>"SenderId".</summary>
    public static readonly MessageSystemAttributeName SenderId = new("SenderId");

    /// <summary>"SentTimestamp".</summary>
    public static readonly MessageSystemAttributeName SentTimestamp = new("SentTimestamp");

    /// <summary>"SequenceNumber".</summary>
    public static readonly MessageSystemAttributeName SequenceNumber = new("SequenceNumber");

    /// <summary>A name that is not among the constants.</summary>
    public MessageSystemAttributeName(string value)
        : base(value)
    {
    }

    /// <summary>The constant of that name, or a new one.</summary>
    public static MessageSystemAttributeName FindValue(string value) => FindValue<MessageSystemAttributeName>(value);

    /// <summary>The constant of that name, or a new one.</summary>
    public static implicit operator MessageSystemAttributeName(string value) => FindValue(value);
}

/// <summary>What SQS itself takes with a message that is sent.</summary>
public class MessageSystemAttributeNameForSends : ConstantClass
{
    /// <summary>"AWSTraceHeader".</summary>
    public static readonly MessageSystemAttributeNameForSends AWSTraceHeader = new("AWSTraceHeader");

    /// <summary>A name that is not among the constants.</summary>
    public MessageSystemAttributeNameForSends(string value)
        : base(value)
    {
    }

    /// <summary>The constant of that name, or a new one.</summary>
    public static MessageSystemAttributeNameForSends FindValue(string value) => FindValue<MessageSystemAttributeNameForSends>(value);

    /// <summary>The constant of that name, or a new one.</summary>
    public static implicit operator MessageSystemAttributeNameForSends(string value) => FindValue(value);
}
