using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>An HTTP server that sends exactly the bytes that a test asks for, and records every request.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Answers> _answers = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly X509Certificate2? _certificate;
    private readonly TcpServer _server;

    public HostileServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _server = new TcpServer(ServeAsync);
        Origin = new Uri($"{(certificate is null ? "http" : "https")}://{_server.EndPoint}");
    }

    public Uri Origin { get; }

    /// <summary>The requests so far, in order.</summary>
    public ConcurrentQueue<HttpCall> Calls { get; } = new();

    /// <summary>The number of connections so far, including those without a request.</summary>
    public int Connections { get; private set; }

    /// <summary>The reply to any path without its own reply.</summary>
    public Reply Otherwise { get; set; } = Reply.Status(404);

    /// <summary>Sets the replies to a path, one per request. The last one repeats.</summary>
    public string On(string path, params Reply[] replies)
    {
        _answers[path] = new Answers(replies);
        return new Uri(Origin, path).ToString();
    }

    /// <summary>Waits for one more request.</summary>
    public async Task NextCallAsync() =>
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken), "no request came");

    public IReadOnlyList<HttpCall> CallsOf(string path) => [.. Calls.Where(call => call.Path == path)];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        Connections++;
        try
        {
            await using var stream = await OpenAsync(socket, cancellationToken);
            await using var reader = new BufferedStream(stream);
            if (await ReadCallAsync(socket, reader, stream) is { } call)
            {
                Calls.Enqueue(call);
                _arrived.Release();
                var reply = _answers.TryGetValue(call.Path, out var answers) ? answers.Next() : Otherwise;
                await reply.Write(call, cancellationToken);
            }
        }
        catch (AuthenticationException)
        {
            // The client refused the certificate.
        }
    }

    private async Task<Stream> OpenAsync(Socket socket, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket);
        if (_certificate is null)
        {
            return plain;
        }

        var tls = new SslStream(plain);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, cancellationToken);
        return tls;
    }

    private static async Task<HttpCall?> ReadCallAsync(Socket socket, Stream reader, Stream writer)
    {
        if (await ReadLineAsync(reader) is not { Length: > 0 } first)
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(reader) is { Length: > 0 } line)
        {
            var parts = line.Split(':', 2);
            headers[parts[0]] = parts[1].Trim();
        }

        var words = first.Split(' ');
        var call = new HttpCall(words[0], words[1], headers, socket, reader, writer);
        if (headers.ContainsKey("Expect"))
        {
            await call.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n", CancellationToken.None);
        }

        return call;
    }

    private static async Task<string?> ReadLineAsync(Stream reader)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await reader.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }

    private sealed class Answers(Reply[] replies)
    {
        private int _next = -1;

        public Reply Next() => replies[Math.Min(Interlocked.Increment(ref _next), replies.Length - 1)];
    }
}
