using System.Security.Cryptography;
using System.Text.Json;

namespace MmsQueue.Emulator.Twilio;

/// <summary>Accepts a message as a phone would send it, hosts its media files, calls the webhook and returns its response.</summary>
internal sealed class Simulator(
    Uri server, string accountSid, MediaStore store, MessageLog log, WebhookCaller webhook, Func<WebhookState> state,
    Action<SimulatedMessage> miss)
{
    public const string Route = "/simulator/mms";
    public const string DefaultFrom = "+14155550100";
    public const string DefaultTo = "+14155550199";

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    private async Task<IResult> HandleAsync(HttpRequest posted, CancellationToken aborted)
    {
        var (request, error) = await SimulatorRequest.ReadAsync(posted, aborted);
        if (request is null)
        {
            return Results.Text(error + "\n", statusCode: 400);
        }

        try
        {
            var message = await HostAsync(request, aborted);
            if (!request.Fault.IsForged)
            {
                log.AddInbound(message);
            }

            var answers = await DeliverAsync(message, request, aborted);
            if (ReferenceEquals(answers[^1], WebhookAnswer.None))
            {
                miss(message);
            }

            return Http.JsonResult(200, json => Write(json, message, answers));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or FormatException)
        {
            return Results.Text($"Cannot call the webhook: {e.Message}\n", statusCode: 502);
        }
    }

    private async Task<WebhookAnswer[]> DeliverAsync(SimulatedMessage message, SimulatorRequest request, CancellationToken aborted)
    {
        if (state() is WebhookState.Unset)
        {
            return [WebhookAnswer.None];
        }

        var answers = request.Fault.Name is "duplicate"
            ? [.. (await Task.WhenAll(TryAsync(), TryAsync())).Select(tries => tries[^1])]
            : await TryAsync();
        if (!request.Fault.IsForged)
        {
            Keep(message, answers[^1]);
        }

        return answers;

        Task<WebhookAnswer[]> TryAsync() => RetryAsync(request.Retries, CallAsync, aborted);

        async Task<WebhookAnswer> CallAsync() => state() is WebhookState.Down
            ? WebhookAnswer.None
            : await webhook.CallAsync(message, request.IsGet, request.Fault, aborted);
    }

    private void Keep(SimulatedMessage message, WebhookAnswer answer)
    {
        if (answer.Status is < 200 or >= 300)
        {
            log.AddAlert(message);
        }
        else if (answer.Reply is { } reply)
        {
            log.AddOutbound(LoggedMessage.Reply, message.To, message.From, reply);
        }
    }

    // As Twilio does with #rc=N&rp=all after the webhook's URL. The deployed webhook asks for two retries.
    private static async Task<WebhookAnswer[]> RetryAsync(
        int retries, Func<Task<WebhookAnswer>> call, CancellationToken cancellationToken)
    {
        List<WebhookAnswer> answers = [await call()];
        while (answers[^1].Status >= 500 && answers.Count <= retries)
        {
            await Task.Delay(RetryPause, cancellationToken);
            answers.Add(await call());
        }

        return [.. answers];
    }

    private async Task<SimulatedMessage> HostAsync(SimulatorRequest request, CancellationToken cancellationToken)
    {
        var prefix = request.Files.Count == 0 ? "SM" : "MM";
        var sid = request.MessageSid ?? prefix + RandomNumberGenerator.GetHexString(32, lowercase: true);
        var media = new List<MediaReference>();
        foreach (var file in request.Files)
        {
            await using var content = file.OpenReadStream();
            var type = MediaTypes.Of(file.FileName, file.ContentType);
            var stored = await store.AddAsync(sid, content, type, request.Fault, cancellationToken);
            var url = new Uri(server, $"/2010-04-01/Accounts/{accountSid}/Messages/{sid}/Media/{stored.Sid}");
            media.Add(new MediaReference(url.ToString(), type));
        }

        return new SimulatedMessage(sid, accountSid, request.From, request.To, request.Body, request.ProfileName, media);
    }

    private static void Write(Utf8JsonWriter json, SimulatedMessage message, WebhookAnswer[] answers)
    {
        json.WriteString("messageSid", message.Sid);
        json.WriteNumber("status", answers[^1].Status);
        if (answers.Length > 1)
        {
            json.WriteStartArray("statuses");
            Array.ForEach(answers, answer => json.WriteNumberValue(answer.Status));
            json.WriteEndArray();
        }

        json.WriteString("twiml", answers[^1].Twiml);
        json.WriteString("reply", answers[^1].Reply);
        json.WriteStartArray("links");
        foreach (var link in answers.SelectMany(answer => answer.Links).Distinct(StringComparer.Ordinal))
        {
            json.WriteStringValue(link);
        }

        json.WriteEndArray();
    }
}
