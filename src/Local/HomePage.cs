namespace MmsQueue.Local;

/// <summary>What the front's root says.</summary>
internal static class HomePage
{
    public static string Text(Uri front) =>
        $"""
        MmsQueue runs here. Text it a photo:

        {SendLine(front)}

        """;

    public static string SendLine(Uri front) =>
        $"curl -F from={Simulator.DefaultFrom} -F file=@photo.jpg {new Uri(front, Simulator.Route)}";
}
