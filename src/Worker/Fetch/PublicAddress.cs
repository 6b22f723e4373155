using System.Net;
using System.Net.Sockets;

namespace MmsQueue.Worker.Fetch;

/// <summary>Distinguishes public Internet addresses from those of private and special-purpose networks.</summary>
/// <remarks>Source: IANA's registries of special-purpose IPv4 and IPv6 addresses.</remarks>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SpecialV4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    // Teredo, documentation, 6to4: they carry or stand for other addresses. NAT64 forms are outside 2000::/3 anyway.
    // So are mapped ones, but IPNetwork takes them for IPv4 even there: 2000::/3 "contains" ::ffff:10.0.0.1.
    private static readonly IPNetwork[] SpecialV6 = Parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>Whether connections to this address are allowed.</summary>
    public static bool Is(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(SpecialV4, network => network.Contains(address))
            : !address.IsIPv4MappedToIPv6 && GlobalV6.Contains(address) && !Array.Exists(SpecialV6, network => network.Contains(address));

    private static IPNetwork[] Parse(params string[] networks) => Array.ConvertAll(networks, IPNetwork.Parse);
}
