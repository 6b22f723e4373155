using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MmsQueue.Emulator.Twilio;

/// <summary>Twilio's REST API: messages, their media files, alerts, phone numbers, and sending.</summary>
/// <remarks>Like Twilio, it promises no order: it returns messages in the order of their hashes, the same on every page.</remarks>
internal sealed class RestApi(
    MessageLog log, MediaStore media, TwilioAccount account, string webhookUrl, RestBehaviour behaviour, TimeProvider time)
{
    private const string Account = "/2010-04-01/Accounts/{account}";
    private const int MaxPageSize = 1000;
    private static readonly string[] OptOut = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
    private static readonly string[] OptIn = ["START", "YES", "UNSTOP"];

    private int _requests;

    public void Map(IEndpointRouteBuilder routes)
    {
        Get(Account + "/Messages.json", MessagesAsync);
        Get(Account + "/Messages/{message}.json", MessageAsync);
        Get(Account + "/Messages/{message}/Media.json", MediaAsync);
        Get(Account + "/IncomingPhoneNumbers.json", NumbersAsync);
        Get("/v1/Alerts", AlertsAsync);
        Get("/v1/Alerts/{alert}", AlertAsync);
        Get("/v1/Services", ServicesAsync);
        routes.MapPost(Account + "/Messages.json", context => CheckAsync(context, CreateAsync));

        void Get(string route, RequestDelegate handle) => routes.MapGet(route, context => CheckAsync(context, handle));
    }

    private Task CheckAsync(HttpContext context, RequestDelegate handle)
    {
        if (!BasicCredentials.Accept(context.Request, account.Credentials))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
            return FailAsync(context, 401, 20003, "Authenticate");
        }

        if ((string?)context.Request.RouteValues["account"] is { } sid && sid != account.Sid)
        {
            return FailAsync(context, 404, 20404, "The requested resource was not found");
        }

        var number = Interlocked.Increment(ref _requests);
        return behaviour.LimitEvery > 0 && number % behaviour.LimitEvery == 0
            ? FailAsync(context, 429, 20429, "Too Many Requests")
            : handle(context);
    }

    private Task MessagesAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var page = Number(query["Page"], 0);
        var size = Math.Clamp(Number(query["PageSize"], 50), 1, MaxPageSize);
        var found = log.Messages()
            .Where(message => query["To"].ToString() is "" || query["To"] == message.To)
            .Where(message => query["From"].ToString() is "" || query["From"] == message.From)
            .Where(message => Time(query["DateSent>"]) is not { } after || message.SentAt >= after)
            .Where(message => Time(query["DateSent<"]) is not { } before || message.SentAt <= before)
            .OrderBy(message => Hash(message.Sid), StringComparer.Ordinal)
            .Skip(page * size).Take(size + 1).ToList();
        var next = found.Count > size ? NextPage(context.Request, page + 1) : null;
        var messages = found.Take(size).Select(message => RestMessage.Of(message, account.Sid));
        return SendAsync(context, new RestMessages([.. messages], page, size, next), RestJson.Default.RestMessages);
    }

    private Task MessageAsync(HttpContext context) => log.Find((string)context.Request.RouteValues["message"]!) is { } message
        ? SendAsync(context, RestMessage.Of(message, account.Sid), RestJson.Default.RestMessage)
        : FailAsync(context, 404, 20404, "The requested resource was not found");

    private Task MediaAsync(HttpContext context)
    {
        if (log.Find((string)context.Request.RouteValues["message"]!) is not { } message)
        {
            return FailAsync(context, 404, 20404, "The requested resource was not found");
        }

        var isTooEarly = time.GetUtcNow() - message.SentAt < behaviour.MediaDelay;
        var list = (isTooEarly ? [] : message.Media).Select(sid => media.Find(sid, message.Sid)).OfType<HostedMedia>()
            .Select(file => new RestMedia(
                file.Sid, account.Sid, message.Sid, file.ContentType, RestMessage.Rfc2822(message.SentAt),
                $"/2010-04-01/Accounts/{account.Sid}/Messages/{message.Sid}/Media/{file.Sid}.json"))
            .OrderBy(file => Hash(file.Sid), StringComparer.Ordinal);
        return SendAsync(context, new RestMediaList([.. list], NextPageUri: null), RestJson.Default.RestMediaList);
    }

    private Task NumbersAsync(HttpContext context)
    {
        var numbers = log.Messages().Where(message => message.Direction is LoggedMessage.Inbound)
            .Select(message => message.To.Split(':')[^1])
            .Append(Simulator.DefaultTo).Distinct(StringComparer.Ordinal)
            .Select(number => new RestNumber("PN" + Hash(number).ToLowerInvariant()[..32], number, webhookUrl + "#rc=2&rp=all", "POST"));
        return SendAsync(context, new RestNumbers([.. numbers], NextPageUri: null), RestJson.Default.RestNumbers);
    }

    private static Task ServicesAsync(HttpContext context) => SendAsync(
        context, new RestServices([], new("services", "https://messaging.twilio.com/v1/Services")), RestJson.Default.RestServices);

    private Task AlertsAsync(HttpContext context)
    {
        var (from, until) = (Time(context.Request.Query["StartDate"]), Time(context.Request.Query["EndDate"]));
        var alerts = log.Alerts().Where(alert => !(alert.At < from) && !(alert.At > until)).Select(alert => Of(alert, variables: null));
        var meta = new RestMeta("alerts", "https://monitor.twilio.com/v1/Alerts");
        return SendAsync(context, new RestAlerts([.. alerts], meta), RestJson.Default.RestAlerts);
    }

    private Task AlertAsync(HttpContext context) => log.FindAlert((string)context.Request.RouteValues["alert"]!) is { } alert
        ? SendAsync(context, Of(alert, behaviour.KeepsForms ? alert.Form : null), RestJson.Default.RestAlert)
        : FailAsync(context, 404, 20404, "The requested resource was not found");

    private RestAlert Of(LoggedAlert alert, string? variables) => new(
        alert.Sid, account.Sid, "11200", "error", alert.MessageSid,
        alert.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), variables);

    private async Task CreateAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (from, to, body) = (form["From"].ToString(), form["To"].ToString(), form["Body"].ToString());
        if (HasOptedOut(to, from))
        {
            await FailAsync(context, 400, 21610, "Attempt to send to unsubscribed recipient");
            return;
        }

        var sent = log.AddOutbound(LoggedMessage.Api, from, to, body);
        behaviour.Sent?.Invoke(to, body);
        await SendAsync(context, RestMessage.Of(sent, account.Sid), RestJson.Default.RestMessage, 201);
    }

    private bool HasOptedOut(string person, string number) => log.Messages()
        .Where(message => message.Direction is LoggedMessage.Inbound && message.From == person && message.To == number)
        .OrderBy(message => message.SentAt)
        .Select(message => message.Body.Trim().ToUpperInvariant())
        .LastOrDefault(word => OptOut.Contains(word, StringComparer.Ordinal) || OptIn.Contains(word, StringComparer.Ordinal)) is { } last
        && OptOut.Contains(last, StringComparer.Ordinal);

    private static string NextPage(HttpRequest request, int page)
    {
        var others = request.Query.Where(parameter => parameter.Key is not ("Page" or "PageToken"))
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value.ToString())}");
        return string.Create(CultureInfo.InvariantCulture, $"{request.Path}?{string.Join('&', others)}&Page={page}&PageToken=PA{page}");
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static Task FailAsync(HttpContext context, int status, int code, string message) => SendAsync(
        context,
        new RestError(code, message, status, string.Create(CultureInfo.InvariantCulture, $"https://www.twilio.com/docs/errors/{code}")),
        RestJson.Default.RestError,
        status);

    private static Task SendAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = 200) =>
        context.SendAsync(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(value, type));
}
