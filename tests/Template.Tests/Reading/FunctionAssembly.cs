using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace MmsQueue.Template.Tests.Reading;

/// <summary>The AWS operations that a function's compiled code calls, and its string literals.</summary>
internal sealed partial class FunctionAssembly(string path)
{
    /// <summary>The permissions that AWS does not name after the operation.</summary>
    private static readonly Dictionary<string, string> Permissions = new(StringComparer.Ordinal)
    {
        ["sqs:SendMessageBatch"] = "sqs:SendMessage",
        ["s3:GetObjectMetadata"] = "s3:GetObject",
    };

    public string Name => Path.GetFileNameWithoutExtension(path);

    /// <summary>The permissions for every AWS operation that the code calls.</summary>
    public IReadOnlySet<string> NeededPermissions() => Read(reader => reader.MemberReferences
        .Select(reader.GetMemberReference)
        .Where(member => member.Parent.Kind == HandleKind.TypeReference)
        .Select(member => (
            Service: ServiceOf(reader.GetTypeReference((TypeReferenceHandle)member.Parent), reader),
            Method: reader.GetString(member.Name)))
        .Where(call => call.Service is not null && call.Method.EndsWith("Async", StringComparison.Ordinal))
        .Select(call => $"{call.Service}:{call.Method[..^"Async".Length]}")
        .Select(operation => Permissions.GetValueOrDefault(operation, operation))
        .ToHashSet(StringComparer.Ordinal));

    /// <summary>The string literals of the code.</summary>
    public IReadOnlySet<string> Texts() => Read(reader =>
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var handle = reader.GetNextHandle(default(UserStringHandle)); !handle.IsNil; handle = reader.GetNextHandle(handle))
        {
            texts.Add(reader.GetUserString(handle));
        }

        return texts;
    });

    private static string? ServiceOf(TypeReference type, MetadataReader reader)
    {
        var client = Client.Match(reader.GetString(type.Name));
        return client.Success ? client.Groups["service"].Value.ToLowerInvariant() : null;
    }

    private T Read<T>(Func<MetadataReader, T> read)
    {
        using var file = new PEReader(File.OpenRead(path));
        return read(file.GetMetadataReader());
    }

    [GeneratedRegex(@"\A(?:I?Amazon)(?<service>SQS|S3|DynamoDB)(?:Client)?\z", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Client { get; }
}
