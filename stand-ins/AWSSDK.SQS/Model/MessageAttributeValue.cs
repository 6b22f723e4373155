using System.Text.Json;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>The value of one of the sender's own attributes.</summary>
public class MessageAttributeValue
{
    /// <summary>The bytes, when DataType is Binary.</summary>
    public MemoryStream BinaryValue { get; set; }

    /// <summary>String, Number or Binary, and a label after a dot if wanted.</summary>
    public string DataType { get; set; }

    /// <summary>The text, when DataType is String or Number.</summary>
    public string StringValue { get; set; }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.Put("BinaryValue", BinaryValue);
        json.Put("DataType", DataType);
        json.Put("StringValue", StringValue);
    }

    internal static MessageAttributeValue Read(JsonElement json) => new()
    {
        BinaryValue = json.Bytes("BinaryValue"),
        DataType = json.Text("DataType"),
        StringValue = json.Text("StringValue"),
    };
}

/// <summary>The value of one of the system attributes.</summary>
public class MessageSystemAttributeValue
{
    /// <summary>The bytes, when DataType is Binary.</summary>
    public MemoryStream BinaryValue { get; set; }

    /// <summary>String, Number or Binary, and a label after a dot if wanted.</summary>
    public string DataType { get; set; }

    /// <summary>The text, when DataType is String or Number.</summary>
    public string StringValue { get; set; }

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.Put("BinaryValue", BinaryValue);
        json.Put("DataType", DataType);
        json.Put("StringValue", StringValue);
    }
}
