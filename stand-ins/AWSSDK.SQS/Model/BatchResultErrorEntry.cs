using System.Text.Json;
using Amazon.SQS.Internal;

namespace Amazon.SQS.Model;

/// <summary>An entry of a batch that failed.</summary>
public class BatchResultErrorEntry
{
    /// <summary>The error code.</summary>
    public string Code { get; set; }

    /// <summary>The entry's name within its batch.</summary>
    public string Id { get; set; }

    /// <summary>What was wrong.</summary>
    public string Message { get; set; }

    /// <summary>Whether the caller was at fault.</summary>
    public bool? SenderFault { get; set; }

    internal static BatchResultErrorEntry Read(JsonElement json) => new()
    {
        Code = json.Text("Code"),
        Id = json.Text("Id"),
        Message = json.Text("Message"),
        SenderFault = json.Flag("SenderFault"),
    };
}
