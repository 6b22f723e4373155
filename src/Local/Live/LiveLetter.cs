using System.Globalization;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Local.Live;

/// <summary>A dead letter as the front page shows it. One without a SID is not a valid job and cannot be replayed from the page.</summary>
internal sealed record LiveLetter(string Id, string? Sid, int Index, string Reason, string Detail, DateTimeOffset At) : LiveEvent
{
    public string Detail { get; } = LiveJson.WithoutNumbers(Detail);

    public int Receives { get; init; }

    public string Key => Sid is null ? Id : KeyOf(Sid, Index);

    public static string KeyOf(string sid, int index) => string.Create(CultureInfo.InvariantCulture, $"{sid}/{index}");

    public static LiveLetter From(DeadLetter letter) =>
        new(letter.Id, letter.Job?.MessageSid, letter.Job?.MediaIndex ?? -1, letter.Reason, letter.Detail, letter.Time)
        {
            Receives = letter.Receives ?? 0,
        };
}
