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

    // Far more than Twilio's own; ten jobs must fit into one SQS batch of 1 MiB.
    private const int MaximumUrl = 2048;
    private const int MaximumContentType = 256;

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
            return Malformed($"NumMedia must be a whole number from 0 to {MaximumMedia}, and count every MediaUrl.");
        }

        var media = new List<WebhookMedia>(count.Value);
        for (var i = 0; i < count; i++)
        {
            var next = new WebhookMedia(form[Name("MediaUrl", i)], form[Name("MediaContentType", i)]);
            if (next.Url.Length is 0 or > MaximumUrl)
            {
                return Malformed($"{Name("MediaUrl", i)} is missing, or longer than {MaximumUrl} characters.");
            }

            if (next.ContentType.Length > MaximumContentType)
            {
                return Malformed($"{Name("MediaContentType", i)} is longer than {MaximumContentType} characters.");
            }

            media.Add(next);
        }

        var profileName = form["ProfileName"];
        webhook = new Webhook(form["MessageSid"], form["AccountSid"], form["From"], profileName is "" ? null : profileName, TwilioKeyword.SilencesReply(form, media.Count > 0), media);
        return null;
    }

    private static string? FirstFault(FormParameters form) =>
        !Sid.IsMessage(form["MessageSid"]) ? "MessageSid is missing, or is not MM or SM and 32 hexadecimal digits."
        : !Sid.IsAccount(form["AccountSid"]) ? "AccountSid is missing, or is not AC and 32 hexadecimal digits."
        : string.IsNullOrWhiteSpace(form["From"]) || form["From"].Length > MaximumFrom ? $"From is missing, or longer than {MaximumFrom} characters."
        : null;

    // Twilio always sends NumMedia; without it, or with too low a one, there would be media that we pass over.
    private static int? MediaCount(FormParameters form) =>
        int.TryParse(form["NumMedia"] is "" ? "0" : form["NumMedia"], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= MaximumMedia
        && form[Name("MediaUrl", count)] is ""
            ? count
            : null;

    private static string Name(string parameter, int index) => string.Create(CultureInfo.InvariantCulture, $"{parameter}{index}");

    private static bool IsForm(APIGatewayHttpApiV2ProxyRequest request) =>
        request.RequestContext.Http.Method is "GET"
        || request.Header("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static Refusal Malformed(string line) => new(HttpStatusCode.BadRequest, "malformed", line);
}

/// <summary>One media of a message: where Twilio holds it, and the type that Twilio names, empty when it names none.</summary>
internal sealed record WebhookMedia(string Url, string ContentType);
