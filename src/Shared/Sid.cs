using System.Buffers;

namespace MmsQueue.Shared;

/// <summary>The form of Twilio's string identifiers: two letters and 32 hexadecimal digits.</summary>
public static class Sid
{
    private const int Length = 34;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Whether this is a message's SID, of an MMS (<c>MM</c>) or an SMS (<c>SM</c>).</summary>
    public static bool IsMessage(string? sid) => Is("MM", sid) || Is("SM", sid);

    /// <summary>Whether this is an account's SID (<c>AC</c>).</summary>
    public static bool IsAccount(string? sid) => Is("AC", sid);

    /// <summary>Whether this is a media file's SID (<c>ME</c>).</summary>
    public static bool IsMedia(string? sid) => Is("ME", sid);

    private static bool Is(string letters, string? sid) =>
        sid is { Length: Length } && sid.StartsWith(letters, StringComparison.Ordinal) && !sid.AsSpan(2).ContainsAnyExcept(HexDigits);
}
