using System.Globalization;

namespace MmsQueue.Operations.Reconcile;

/// <summary>What is known about a message's media files: which are stored, dead-lettered, or neither.</summary>
/// <param name="Message">The message.</param>
/// <param name="AtTwilio">Its media files at Twilio, ordered by SID.</param>
/// <param name="Stored">The stored ones by index.</param>
/// <param name="Dead">The dead-lettered ones.</param>
internal sealed record MessageCheck(
    TwilioMessage Message, IReadOnlyList<TwilioMedia> AtTwilio, IReadOnlyDictionary<int, StoredFile> Stored, IReadOnlyList<DeadMedia> Dead)
{
    /// <summary>The media files at Twilio that are neither stored nor dead-lettered.</summary>
    public IReadOnlyList<TwilioMedia> Missing => Stored.Count >= Message.MediaCount && Stored.Values.Any(file => file.MediaSid is null)
        // Stored before objects had a media SID: every key exists.
        ? []
        : [.. AtTwilio.Where(media => Settled.All(settled => settled.Sid != media.Sid))];

    /// <summary>How many media files are neither stored, nor dead-lettered, nor at Twilio any more.</summary>
    public int GoneCount => Math.Max(
        0, Message.MediaCount - AtTwilio.Count - Settled.Count(settled => AtTwilio.All(media => media.Sid != settled.Sid)));

    // The reasons of the dead letters, each with their number.
    private string DeadDetail => string.Join(", ", Dead.GroupBy(dead => dead.Reason, StringComparer.Ordinal)
        .Select(same => string.Create(CultureInfo.InvariantCulture, $"{same.Key} {same.Count()}")));

    // One without a media SID counts as the file of its own index, unless files were deleted at Twilio.
    private IEnumerable<(int Index, string? Sid, string Type)> Settled => Stored
        .Select(pair => (Index: pair.Key, Sid: pair.Value.MediaSid, pair.Value.Type))
        .Concat(Dead.Select(dead => (dead.Index, Sid: dead.MediaSid, Type: "")))
        .Select(known => known with { Sid = known.Sid ?? (IsWhole ? AtTwilio.ElementAtOrDefault(known.Index)?.Sid : null) });

    private bool IsWhole => AtTwilio.Count >= Message.MediaCount;

    /// <summary>
    /// The media files in the order of a rebuilt form: the settled ones keep their index, the missing ones take the free ones.
    /// </summary>
    public IReadOnlyList<TwilioMedia> InOrder()
    {
        var order = new TwilioMedia?[Message.MediaCount];
        var missing = new Queue<TwilioMedia>(Missing);
        var settled = Settled.ToLookup(known => known.Index);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = settled[i].Select(known => AtTwilio.FirstOrDefault(media => media.Sid == known.Sid)
                ?? (known.Sid is null ? null : new TwilioMedia(known.Sid, known.Type))).FirstOrDefault();
            if (order[i] is null && !settled[i].Any() && missing.Count > 0)
            {
                order[i] = missing.Dequeue();
            }
        }

        // A form cannot leave an index out, so another file stands in for one that nobody knows any more.
        var other = Array.Find(order, media => media is not null);
        return [.. order.Select(media => media ?? other).OfType<TwilioMedia>()];
    }

    /// <summary>The outcome for the report, with a line that explains the state unless one is given.</summary>
    public MessageOutcome Outcome(MessageState state, string? detail = null, bool replied = false) =>
        new(Message.Sid, state, detail ?? Detail(state), Message.SentAt, replied);

    private string Detail(MessageState state) => state switch
    {
        MessageState.DeadLettered => DeadDetail,
        MessageState.Gone => string.Create(CultureInfo.InvariantCulture, $"{GoneCount} deleted at Twilio before they were stored"),
        MessageState.Missing or MessageState.Pending =>
            string.Create(CultureInfo.InvariantCulture, $"{Missing.Count} of {Message.MediaCount} not stored"),
        _ => "",
    };
}
