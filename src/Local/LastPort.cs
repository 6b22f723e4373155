using System.Globalization;

namespace MmsQueue.Local;

/// <summary>The port of the run before, kept in a file: its links and the jobs that still wait name it.</summary>
internal static class LastPort
{
    /// <summary>Reserves a port; where any free one will do (0), the last one if it is free.</summary>
    public static Front Reserve(int port, string path, Action<string> say)
    {
        var last = DataFolder.Guard(path, () => Read(path));
        var front = (port == 0 && last is { } free ? TryReserve(free) : null) ?? Front.Reserve(port);
        if (last is { } before && before != front.Url.Port)
        {
            say($"The last run had port {before}: its links do not open now, and jobs that wait since then become dead letters (forbidden-url).");
        }

        DataFolder.Guard(path, () =>
        {
            File.WriteAllText(path, front.Url.Port.ToString(CultureInfo.InvariantCulture));
            return true;
        });
        return front;
    }

    private static int? Read(string path) =>
        File.Exists(path) && int.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : null;

    private static Front? TryReserve(int port)
    {
        try
        {
            return Front.Reserve(port);
        }
        catch (LocalException)
        {
            return null;
        }
    }
}
