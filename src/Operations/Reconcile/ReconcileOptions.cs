namespace MmsQueue.Operations.Reconcile;

/// <summary>How a reconciliation goes about its work.</summary>
public sealed record ReconcileOptions
{
    /// <summary>Where media files are downloaded from.</summary>
    public static readonly Uri Twilio = new("https://api.twilio.com");

    /// <summary>The account whose messages are reconciled.</summary>
    public required string AccountSid { get; init; }

    /// <summary>What every link starts with.</summary>
    public required string PublicBaseUrl { get; init; }

    /// <summary>The numbers that belong to this stack, as Twilio writes them. A message to another number is ignored.</summary>
    public required IReadOnlySet<string> Numbers { get; init; }

    /// <summary>The origin of the media files' URLs: Twilio's, or a simulator's.</summary>
    public Uri MediaOrigin { get; init; } = Twilio;

    /// <summary>Whether nothing is changed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether a sender who got no reply is sent one.</summary>
    public bool Reply { get; init; }

    /// <summary>The oldest message that is still replied to. A link that comes days later would only confuse.</summary>
    public TimeSpan OldestReply { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a job may be on its way: the worker's redelivery schedule with its longest pauses, and some time for the receives.
    /// </summary>
    public TimeSpan LongestWay { get; init; } = TimeSpan.FromHours(14);

    /// <summary>How long after a message's arrival Twilio may not list its media files yet.</summary>
    public TimeSpan MediaDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most recoveries per second.</summary>
    public double Rate { get; init; } = 10;

    /// <summary>Messages checked in parallel.</summary>
    public int Parallel { get; init; } = 8;
}
