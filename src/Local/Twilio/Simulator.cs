using System.Security.Cryptography;
using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>Plays Twilio: takes a message as a phone would send it, hosts its media, calls the webhook and tells what came back.</summary>
internal sealed class Simulator(Uri front, string accountSid, MediaStore store, Webhook webhook)
{
    public const string Route = "/simulator/mms";
    public const string DefaultFrom = "+14155550100";
    public const string DefaultTo = "+14155550199";

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var (request, error) = await SimulatorRequest.ReadAsync(context);
        if (request is null)
        {
            await context.SendTextAsync(400, error + "\n");
            return;
        }

        try
        {
            var message = await HostAsync(request, context.RequestAborted);
            var answers = request.Fault.Name is "duplicate"
                ? [.. (await Task.WhenAll(DeliverAsync(), DeliverAsync())).Select(tries => tries[^1])]
                : await DeliverAsync();
            await context.SendJsonAsync(200, json => Write(json, message, answers));

            Task<WebhookAnswer[]> DeliverAsync() => RetryAsync(request.Retries, CallAsync, context.RequestAborted);

            Task<WebhookAnswer> CallAsync() => webhook.CallAsync(message, request.IsGet, request.Fault, context.RequestAborted);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or FormatException)
        {
            await context.SendTextAsync(502, $"The webhook could not be called: {e.Message}\n");
        }
    }

    // As Twilio does with #rc=N&rp=all behind the webhook's URL; the deployed one asks for two.
    private static async Task<WebhookAnswer[]> RetryAsync(int retries, Func<Task<WebhookAnswer>> call, CancellationToken cancellationToken)
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
        var sid = request.MessageSid ?? (request.Files.Count == 0 ? "SM" : "MM") + RandomNumberGenerator.GetHexString(32, lowercase: true);
        var media = new List<HostedMedia>();
        foreach (var file in request.Files)
        {
            await using var content = file.OpenReadStream();
            var type = MediaTypes.Of(file.FileName, file.ContentType);
            var stored = await store.AddAsync(sid, content, type, request.Fault, cancellationToken);
            media.Add(new HostedMedia(new Uri(front, $"/2010-04-01/Accounts/{accountSid}/Messages/{sid}/Media/{stored.Sid}").ToString(), type));
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
