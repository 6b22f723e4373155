using System.Text;
using System.Text.Json;
using MmsQueue.Shared.Diagnostics;

namespace Shared.Tests.Diagnostics;

/// <summary>What was written to a stream of JSON lines, read by the rules: one object a line, no name twice.</summary>
internal sealed class Output : IDisposable
{
    private readonly MemoryStream _stream = new();

    public Output() => Lines = new JsonLines(_stream);

    public JsonLines Lines { get; }

    public string Text => Encoding.UTF8.GetString(_stream.ToArray());

    public List<JsonElement> Read()
    {
        Assert.EndsWith("\n", Text, StringComparison.Ordinal);
        return [.. Text[..^1].Split('\n').Select(line => JsonDocument.Parse(line, new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement)];
    }

    public JsonElement Single() => Assert.Single(Read());

    public void Dispose() => _stream.Dispose();
}
