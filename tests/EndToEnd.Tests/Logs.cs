namespace MmsQueue.EndToEnd.Tests;

/// <summary>What both functions have logged.</summary>
internal static class Logs
{
    public static async Task<string> ReadAsync(string data)
    {
        var text = "";
        foreach (var file in Directory.GetFiles(Path.Combine(data, "logs")))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            text += await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }

        return text;
    }

    /// <summary>The number of lines that contain a text.</summary>
    public static async Task<int> CountAsync(string data, string text) =>
        (await ReadAsync(data)).Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal));
}
