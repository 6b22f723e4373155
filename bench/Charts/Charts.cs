namespace MmsQueue.Bench;

internal static class Charts
{
    public static void Draw(string from, string to) => throw new NotSupportedException(from + to);
}
