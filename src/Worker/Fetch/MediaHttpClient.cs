using System.Net;
using System.Net.Sockets;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Fetch;

/// <summary>The HTTP client for media: no redirects, no decompression, no cookies, and connections to public addresses only.</summary>
internal static class MediaHttpClient
{
    /// <summary>Creates the client; it has no timeout of its own, since each try has one.</summary>
    public static HttpClient Create(MediaHosts hosts)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseHeadersLength = 64,
            ConnectCallback = async (context, cancellationToken) => await ConnectAsync(hosts, context.DnsEndPoint, cancellationToken),
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // Connects to the checked address itself, so that a second DNS lookup cannot return another one.
    private static async Task<Stream> ConnectAsync(MediaHosts hosts, DnsEndPoint target, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        if (!hosts.IsExtra(target.Host, target.Port))
        {
            addresses = Array.FindAll(addresses, PublicAddress.Is);
        }

        if (addresses.Length == 0)
        {
            throw new MediaException(FailureReason.ForbiddenUrl, $"{target.Host} has no public address");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception)
        {
            socket.Dispose();
            throw;
        }
    }
}
