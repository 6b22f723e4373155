using System.Globalization;
using MmsQueue.Emulator;

namespace MmsQueue.Local;

/// <summary>The port of the previous run, kept in a file, because its links and its waiting jobs contain it.</summary>
internal static class LastPort
{
    /// <summary>Reserves a port. For 0 (any free port), it prefers the previous port.</summary>
    public static LoopbackServer Reserve(int port, string path, Action<string> say)
    {
        var last = DataFolder.Guard(path, () => Read(path));
        var server = (port == 0 && last is { } free ? TryReserve(free) : null) ?? LoopbackServer.Reserve(port);
        if (last is { } before && before != server.Url.Port)
        {
            say($"The previous run used port {before}. Its links do not open, and its waiting jobs become dead letters (forbidden-url).");
        }

        DataFolder.Guard(path, () =>
        {
            File.WriteAllText(path, server.Url.Port.ToString(CultureInfo.InvariantCulture));
            return true;
        });
        return server;
    }

    private static int? Read(string path) =>
        File.Exists(path) && int.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : null;

    private static LoopbackServer? TryReserve(int port)
    {
        try
        {
            return LoopbackServer.Reserve(port);
        }
        catch (EmulatorException)
        {
            return null;
        }
    }
}
