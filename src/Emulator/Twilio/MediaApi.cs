using System.Globalization;

namespace MmsQueue.Emulator.Twilio;

/// <summary>Twilio's Media resource: Basic authentication, a redirect to the CDN, deletion, and injected faults.</summary>
internal sealed class MediaApi(MediaStore store, string accountSid, IReadOnlyList<Credential> credentials)
{
    public const string Route = "/2010-04-01/Accounts/{account}/Messages/{message}/Media/{media}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, Get);
        routes.MapDelete(Route, Delete);
    }

    private IResult Get(HttpContext context)
    {
        if (Find(context) is not { } media)
        {
            return Refuse(context);
        }

        var status = media.Fault.StatusAt(store.Count($"{media.MessageSid}/{media.Sid}"));
        if (status is { } code)
        {
            return Fail(context, code);
        }

        return Results.Redirect($"{context.Request.Scheme}://{context.Request.Host}/cdn/{store.Link(media)}", preserveMethod: true);
    }

    private IResult Delete(HttpContext context)
    {
        if (Find(context) is not { } media)
        {
            return Refuse(context);
        }

        store.Delete(media.Sid);
        return Results.NoContent();
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

    private IResult Refuse(HttpContext context)
    {
        if (IsAuthorized(context))
        {
            return Fail(context, StatusCodes.Status404NotFound);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
        return Fail(context, StatusCodes.Status401Unauthorized);
    }

    private bool IsAuthorized(HttpContext context) => BasicCredentials.Accept(context.Request, credentials);

    private static IResult Fail(HttpContext context, int code)
    {
        if (code == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return Http.JsonResult(code, json =>
        {
            json.WriteNumber("code", 20000 + code);
            json.WriteString("message", $"Simulated response {code.ToString(CultureInfo.InvariantCulture)}");
            json.WriteNumber("status", code);
        });
    }
}
