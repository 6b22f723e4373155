namespace MmsQueue.Local;

/// <summary>What the front's root says.</summary>
internal static class HomePage
{
    /// <summary>For clients whose current directory is not known: the photo's path is absolute.</summary>
    public static string Text(Uri front, string photo) =>
        $"""
        MmsQueue runs here. Text it a photo:

        {SendLine(front, photo)}

        """;

    public static string SendLine(Uri front, string photo)
    {
        var file = photo.Contains(' ', StringComparison.Ordinal) ? $"\"file=@{photo}\"" : $"file=@{photo}";
        return $"curl -F from={Simulator.DefaultFrom} -F {file} {new Uri(front, Simulator.Route)}";
    }
}
