namespace MmsQueue.Operations.Reconcile;

/// <summary>What a reconciliation found out about a message, or did for it.</summary>
public enum MessageState
{
    /// <summary>Every media file is stored.</summary>
    Stored,

    /// <summary>It may still be on its way.</summary>
    Pending,

    /// <summary>At least one media file is in the dead-letter queue, and the others are stored.</summary>
    DeadLettered,

    /// <summary>Something is missing, and nothing was done: a dry run.</summary>
    Missing,

    /// <summary>The webhook accepted it now.</summary>
    Recovered,

    /// <summary>The webhook refused it, and would refuse it again.</summary>
    Refused,

    /// <summary>The webhook did not answer; the next run tries again.</summary>
    Unreachable,

    /// <summary>Media files that are not stored were deleted at Twilio.</summary>
    Gone,
}

/// <summary>A message that is not simply stored.</summary>
/// <param name="Sid">Its SID.</param>
/// <param name="State">Its state.</param>
/// <param name="Detail">One line that explains the state; empty if there is nothing to explain.</param>
/// <param name="SentAt">When Twilio received it.</param>
/// <param name="Replied">Whether its sender was sent the links now.</param>
public sealed record MessageOutcome(string Sid, MessageState State, string Detail, DateTimeOffset SentAt, bool Replied);

/// <summary>The counts of a reconciliation, and the messages that need a look.</summary>
public sealed class ReconcileReport
{
    private const int MostMessages = 10_000;

    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[Enum.GetValues<MessageState>().Length];
    private readonly List<MessageOutcome> _messages = [];

    /// <summary>Messages with media files that Twilio received.</summary>
    public int Seen => _counts.Sum();

    /// <summary>Replies sent.</summary>
    public int Replies { get; private set; }

    /// <summary>The messages that are not simply stored, up to 10,000.</summary>
    public IReadOnlyList<MessageOutcome> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages.OrderBy(message => message.SentAt).ThenBy(message => message.Sid, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Whether nothing needs another run or a person.</summary>
    public bool IsComplete =>
        Count(MessageState.Missing) + Count(MessageState.Unreachable) + Count(MessageState.Refused) + Count(MessageState.Gone) == 0;

    /// <summary>How many messages are in a state.</summary>
    public int Count(MessageState state) => _counts[(int)state];

    internal void Add(MessageOutcome outcome)
    {
        lock (_lock)
        {
            _counts[(int)outcome.State]++;
            Replies += outcome.Replied ? 1 : 0;
            if ((outcome.State != MessageState.Stored || outcome.Replied) && _messages.Count < MostMessages)
            {
                _messages.Add(outcome);
            }
        }
    }
}
