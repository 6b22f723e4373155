using System.Globalization;
using System.Net;
using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Shared;

namespace MmsQueue.Ingress;

/// <summary>An incoming message, as far as we need it.</summary>
internal sealed record Webhook(string MessageSid, string AccountSid, string From, string? ProfileName, bool IsKeyword, IReadOnlyList<WebhookMedia> Media)
{
    // Twilio's limit for a message.
    private const int MaximumMedia = 10;

    // Longer than any address of any channel, and well within DynamoDB's 2,048 bytes for a key.
    private const int MaximumFrom = 256;

    /// <summary>Reads a signed request; the refusal names the first parameter that makes no sense.</summary>
    public static Refusal? Parse(APIGatewayHttpApiV2ProxyRequest request, FormParameters form, out Webhook? webhook)
    {
        webhook = null;
        if (!IsForm(request))
        {
            return Malformed("Content-Type must be application/x-www-form-urlencoded.");
        }

        if (FirstFault(form) is { } fault)
        {
            return Malformed(fault);
        }

        var count = MediaCount(form);
        if (count is null)
        {
            return Malformed($"NumMedia must be a whole number from 0 to {MaximumMedia}.");
        }

        var media = new List<WebhookMedia>(count.Value);
        for (var i = 0; i < count; i++)
        {
            var url = form[string.Create(CultureInfo.InvariantCulture, $"MediaUrl{i}")];
            if (url.Length is 0 or > 2048)
            {
                return Malformed(string.Create(CultureInfo.InvariantCulture, $"MediaUrl{i} is missing or longer than 2048 characters."));
            }

            media.Add(new WebhookMedia(url, form[string.Create(CultureInfo.InvariantCulture, $"MediaContentType{i}")]));
        }

        var profileName = form["ProfileName"];
        webhook = new Webhook(form["MessageSid"], form["AccountSid"], form["From"], profileName is "" ? null : profileName, TwilioKeyword.IsIn(form), media);
        return null;
    }

    private static string? FirstFault(FormParameters form) =>
        !Sid.IsMessage(form["MessageSid"]) ? "MessageSid is missing, or is not MM or SM and 32 hexadecimal digits."
        : !Sid.IsAccount(form["AccountSid"]) ? "AccountSid is missing, or is not AC and 32 hexadecimal digits."
        : string.IsNullOrWhiteSpace(form["From"]) || form["From"].Length > MaximumFrom ? $"From is missing, or longer than {MaximumFrom} characters."
        : null;

    // Twilio always sends NumMedia; without it there must be no media that we would pass over.
    private static int? MediaCount(FormParameters form) =>
        form["NumMedia"] is "" && form["MediaUrl0"] is "" ? 0
        : int.TryParse(form["NumMedia"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaximumMedia ? count
        : null;

    private static bool IsForm(APIGatewayHttpApiV2ProxyRequest request) =>
        request.RequestContext.Http.Method is "GET"
        || request.Header("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static Refusal Malformed(string line) => new(HttpStatusCode.BadRequest, "malformed", line);
}

/// <summary>One media of a message: where Twilio holds it, and the type that Twilio names, empty when it names none.</summary>
internal sealed record WebhookMedia(string Url, string ContentType);
