using System.Globalization;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Phone numbers from the range reserved for fiction, each used by one test only.</summary>
internal static class Phone
{
    private static int _last;

    // +1 NPA 555 01XX: a hundred numbers per area code.
    public static string New()
    {
        var number = Interlocked.Increment(ref _last);
        return string.Create(CultureInfo.InvariantCulture, $"+1{201 + (number / 100)}55501{number % 100:00}");
    }
}
