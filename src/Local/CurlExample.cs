using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Local;

/// <summary>The curl command that sends a photo.</summary>
internal static class CurlExample
{
    /// <summary>For clients whose current directory is unknown: the photo's path is absolute.</summary>
    public static string Text(Uri server, string photo) =>
        $"""
        MmsQueue is running. Send it a photo:

        {SendLine(server, photo)}

        """;

    public static string SendLine(Uri server, string photo)
    {
        var file = photo.Contains(' ', StringComparison.Ordinal) ? $"\"file=@{photo}\"" : $"file=@{photo}";
        return $"curl -F from={TwilioSimulator.DefaultFrom} -F {file} {new Uri(server, TwilioSimulator.Route)}";
    }
}
