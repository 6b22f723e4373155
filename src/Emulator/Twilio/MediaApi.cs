using System.Globalization;

namespace MmsQueue.Emulator.Twilio;

/// <summary>Twilio's Media resource: Basic authentication, a redirect to the CDN, deletion, and injected faults.</summary>
internal sealed class MediaApi(MediaStore store, string accountSid, IReadOnlyList<Credential> credentials)
{
    public const string Route = "/2010-04-01/Accounts/{account}/Messages/{message}/Media/{media}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, GetAsync);
        routes.MapDelete(Route, DeleteAsync);
    }

    private Task GetAsync(HttpContext context)
    {
        if (Find(context) is not { } media)
        {
            return RefuseAsync(context);
        }

        var status = media.Fault.StatusAt(store.Count($"{media.MessageSid}/{media.Sid}"));
        if (status is { } code)
        {
            return FailAsync(context, code);
        }

        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}/cdn/{store.Link(media)}";
        return Task.CompletedTask;
    }

    private Task DeleteAsync(HttpContext context)
    {
        if (Find(context) is not { } media)
        {
            return RefuseAsync(context);
        }

        store.Delete(media.Sid);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private HostedMedia? Find(HttpContext context)
    {
        var values = context.Request.RouteValues;
        return IsAuthorized(context)
            && (string?)values["account"] == accountSid
            && store.Find((string)values["media"]!, (string?)values["message"]) is { } media
                ? media
                : null;
    }

    private Task RefuseAsync(HttpContext context)
    {
        if (IsAuthorized(context))
        {
            return FailAsync(context, StatusCodes.Status404NotFound);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
        return FailAsync(context, StatusCodes.Status401Unauthorized);
    }

    private bool IsAuthorized(HttpContext context) => BasicCredentials.Accept(context.Request, credentials);

    private static Task FailAsync(HttpContext context, int code)
    {
        if (code == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return context.SendJsonAsync(code, json =>
        {
            json.WriteNumber("code", 20000 + code);
            json.WriteString("message", $"Simulated response {code.ToString(CultureInfo.InvariantCulture)}");
            json.WriteNumber("status", code);
        });
    }
}
