namespace MmsQueue.Emulator.Twilio;

/// <summary>How the simulated REST API behaves, so that tests can make it as awkward as the real one.</summary>
public sealed record RestBehaviour
{
    /// <summary>Every so many requests one is refused with 429; 0 refuses none.</summary>
    public int LimitEvery { get; set; }

    /// <summary>How long after its arrival a message lists no media files.</summary>
    public TimeSpan MediaDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether alerts keep the failed webhook's form.</summary>
    public bool KeepsForms { get; set; } = true;

    /// <summary>Called with the recipient and the text of every message sent through the API.</summary>
    public Action<string, string>? Sent { get; set; }
}
