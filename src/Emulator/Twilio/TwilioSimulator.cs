namespace MmsQueue.Emulator.Twilio;

/// <summary>The account that the simulator plays: its SID, its auth token and, optionally, an API key with its secret.</summary>
public sealed record TwilioAccount(string Sid, string AuthToken, string? ApiKey = null, string? ApiSecret = null)
{
    internal IReadOnlyList<Credential> Credentials => ApiKey is { } key && ApiSecret is { } secret
        ? [new(Sid, AuthToken), new(key, secret)]
        : [new(Sid, AuthToken)];
}

/// <summary>Simulates Twilio: accepts messages, hosts their media files and calls the webhook.</summary>
public sealed class TwilioSimulator(Uri server, string folder, string webhookUrl, TwilioAccount account, TimeProvider? time = null)
    : IDisposable
{
    /// <summary>The route that accepts messages.</summary>
    public const string Route = Simulator.Route;

    /// <summary>The sender of a message that names none.</summary>
    public const string DefaultFrom = Simulator.DefaultFrom;

    /// <summary>The recipient of a message that names none.</summary>
    public const string DefaultTo = Simulator.DefaultTo;

    private readonly HttpClient _webhooks = new() { Timeout = TimeSpan.FromSeconds(15) };
    private readonly MediaStore _store = new(folder);
    private readonly MessageLog _log = new(folder, time ?? TimeProvider.System);

    /// <summary>How the REST API behaves.</summary>
    public RestBehaviour Rest { get; init; } = new();

    /// <summary>Makes the webhook unreachable.</summary>
    public WebhookSwitch Switch { get; init; } = new();

    /// <summary>Whether the webhook can be reached.</summary>
    public WebhookState Webhook
    {
        get => Switch.State;
        set => Switch.State = value;
    }

    /// <summary>Called with each message whose webhook cannot be called: its SID, its text, and its media files' types.</summary>
    public Action<string, string, IReadOnlyList<string>>? Missed { get; init; }

    /// <summary>Maps the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        var caller = new WebhookCaller(_webhooks, server, webhookUrl, account.AuthToken);
        new Simulator(server, account.Sid, _store, _log, caller, () => Webhook, Miss).Map(routes);
        Switch.Map(routes);
        new RestApi(_log, _store, account, webhookUrl, Rest, time ?? TimeProvider.System).Map(routes);
        new MediaHosting(server, account.Sid, _store).Map(routes);
        new MediaApi(_store, account.Sid, account.Credentials).Map(routes);
        new MediaCdn(_store).Map(routes);
    }

    /// <summary>Clears the fault of the media file with this URL.</summary>
    public void ClearFault(string mediaUrl) => _store.ClearFault(mediaUrl.Split('/')[^1]);

    /// <summary>Disposes the webhook's client.</summary>
    public void Dispose() => _webhooks.Dispose();

    private void Miss(SimulatedMessage message) =>
        Missed?.Invoke(message.Sid, message.Body, [.. message.Media.Select(media => media.ContentType)]);
}
