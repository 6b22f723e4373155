using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>A request that reached the server, with its connection.</summary>
internal sealed class HttpCall(
    string method, string target, IReadOnlyDictionary<string, string> headers, Socket socket, Stream reader, Stream writer)
{
    public string Method { get; } = method;

    /// <summary>The raw path and query.</summary>
    public string Target { get; } = target;

    public string Path { get; } = target.Split('?')[0];

    public IReadOnlyDictionary<string, string> Headers { get; } = headers;

    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>The part of the body that was read.</summary>
    public byte[] Body { get; private set; } = [];

    public async Task<byte[]> ReadBodyAsync(CancellationToken cancellationToken)
    {
        Body = new byte[int.Parse(Headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await reader.ReadExactlyAsync(Body, cancellationToken);
        return Body;
    }

    /// <summary>Reads only a part of the body.</summary>
    public async Task ReadPartAsync(int length, CancellationToken cancellationToken) =>
        await reader.ReadExactlyAsync(new byte[length], cancellationToken);

    public Task WriteAsync(string text, CancellationToken cancellationToken) =>
        WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(bytes, cancellationToken);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Resets the connection.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }
}
