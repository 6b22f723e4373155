using System.Security.Cryptography;
using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>Plays Twilio: takes a message as a phone would send it, hosts its media, calls the webhook and tells what came back.</summary>
internal sealed class Simulator(Uri front, string accountSid, MediaStore store, Webhook webhook)
{
    public const string Route = "/simulator/mms";
    public const string DefaultFrom = "+14155550100";
    public const string DefaultTo = "+14155550199";

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
            var times = request.Fault.Name is "duplicate" ? 2 : 1;
            var calls = Enumerable.Range(0, times).Select(_ => webhook.CallAsync(message, request.IsGet, request.Fault, context.RequestAborted));
            var answers = await Task.WhenAll(calls);
            await context.SendJsonAsync(200, json => Write(json, message, answers));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or FormatException)
        {
            await context.SendTextAsync(502, $"The webhook could not be called: {e.Message}\n");
        }
    }

    private async Task<SimulatedMessage> HostAsync(SimulatorRequest request, CancellationToken cancellationToken)
    {
        var sid = (request.Files.Count == 0 ? "SM" : "MM") + RandomNumberGenerator.GetHexString(32, lowercase: true);
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
        json.WriteNumber("status", answers[0].Status);
        if (answers.Length > 1)
        {
            json.WriteStartArray("statuses");
            Array.ForEach(answers, answer => json.WriteNumberValue(answer.Status));
            json.WriteEndArray();
        }

        json.WriteString("twiml", answers[0].Twiml);
        json.WriteString("reply", answers[0].Reply);
        json.WriteStartArray("links");
        foreach (var link in answers.SelectMany(answer => answer.Links).Distinct(StringComparer.Ordinal))
        {
            json.WriteStringValue(link);
        }

        json.WriteEndArray();
    }
}
