using System.Globalization;

namespace MmsQueue.Local.Tests.Live;

/// <summary>SIDs of messages, and their jobs.</summary>
internal static class Sids
{
    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"MM{number:x32}");

    public static string Job(string sid, int index = 0) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"version":1,"messageSid":"{{sid}}","accountSid":"AC00000000000000000000000000000001","mediaIndex":{{index}},
        "mediaUrl":"http://127.0.0.1/Media/ME{{index:x32}}","contentType":"image/jpeg",
        "key":"media/qt6smss5f4dtmgb5/uxjwn5jpsvxsnoh2cdaf4ktp3i.jpg","receivedAt":"2026-11-22T10:00:00Z"}
        """);
}
