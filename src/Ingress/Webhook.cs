using System.Globalization;
using System.Net;
using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Shared;

namespace MmsQueue.Ingress;

/// <summary>An incoming message, reduced to what the pipeline needs.</summary>
internal sealed record Webhook(
    string MessageSid, string AccountSid, string From, string? ProfileName, bool IsKeyword, IReadOnlyList<WebhookMedia> Media) : Incoming
{
    // Twilio's limit for a message.
    private const int MaximumMedia = 10;

    // Longer than any channel's addresses, and well within DynamoDB's 2,048 bytes for a key.
    private const int MaximumFrom = 256;

    // Far longer than Twilio's URLs; ten jobs must fit into one SQS batch of 1 MiB.
    private const int MaximumUrl = 2048;
    private const int MaximumContentType = 256;

    // Longer than a phone displays; DynamoDB rejects items over 400 KB.
    private const int MaximumProfileName = 256;

    private const string FormType = "application/x-www-form-urlencoded";
    private const string Url = "MediaUrl";
    private const string ContentType = "MediaContentType";

    /// <summary>The webhook in a signed request, or a refusal that names the first invalid parameter.</summary>
    public static Incoming Parse(APIGatewayHttpApiV2ProxyRequest request, FormParameters form)
    {
        if (!IsForm(request))
        {
            return Malformed($"Content-Type must be {FormType}.");
        }

        if (FirstFault(form) is { } fault)
        {
            return Malformed(fault);
        }

        if (MediaCount(form) is not { } count)
        {
            return Malformed($"NumMedia must be a whole number from 0 to {MaximumMedia}, and count every MediaUrl.");
        }

        var indexes = Enumerable.Range(0, count);
        if (indexes.Select(index => FirstFault(form, index)).FirstOrDefault(fault => fault is not null) is { } mediaFault)
        {
            return Malformed(mediaFault);
        }

        return new Webhook(
            form["MessageSid"], form["AccountSid"], form["From"], ProfileNameOf(form),
            TwilioKeyword.SilencesReply(form, hasMedia: count > 0),
            [.. indexes.Select(index => new WebhookMedia(form[Name(Url, index)], form[Name(ContentType, index)]))]);
    }

    private static string? FirstFault(FormParameters form) =>
        !Sid.IsMessage(form["MessageSid"]) ? "MessageSid is missing, or is not MM or SM and 32 hexadecimal digits."
        : !Sid.IsAccount(form["AccountSid"]) ? "AccountSid is missing, or is not AC and 32 hexadecimal digits."
        : string.IsNullOrWhiteSpace(form["From"]) || form["From"].Length > MaximumFrom
            ? $"From is missing, or longer than {MaximumFrom} characters."
        : null;

    // One of two values would be ignored, and a retry in another order would get another link.
    private static string? FirstFault(FormParameters form, int index) =>
        form[Name(Url, index)].Length is 0 or > MaximumUrl
            ? $"{Name(Url, index)} is missing, or longer than {MaximumUrl} characters."
        : form[Name(ContentType, index)].Length > MaximumContentType
            ? $"{Name(ContentType, index)} is longer than {MaximumContentType} characters."
        : form.IsAmbiguous(Name(Url, index)) ? $"{Name(Url, index)} occurs with different values."
        : form.IsAmbiguous(Name(ContentType, index)) ? $"{Name(ContentType, index)} occurs with different values."
        : null;

    // Twilio always sends NumMedia. If it is missing or too low, media files would be ignored.
    private static int? MediaCount(FormParameters form) =>
        int.TryParse(form["NumMedia"] is "" ? "0" : form["NumMedia"], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= MaximumMedia
        && form.Names.Where(IsMediaUrl).All(Enumerable.Range(0, count).Select(index => Name(Url, index)).Contains)
            ? count
            : null;

    private static bool IsMediaUrl(string name) =>
        name.Length > Url.Length
        && name.StartsWith(Url, StringComparison.Ordinal)
        && !name.AsSpan(Url.Length).ContainsAnyExceptInRange('0', '9');

    // Never splits a surrogate pair.
    private static string? ProfileNameOf(FormParameters form) => form["ProfileName"] switch
    {
        "" => null,
        { Length: > MaximumProfileName } name when char.IsHighSurrogate(name[MaximumProfileName - 1]) => name[..(MaximumProfileName - 1)],
        { Length: > MaximumProfileName } name => name[..MaximumProfileName],
        var name => name,
    };

    private static string Name(string parameter, int index) => string.Create(CultureInfo.InvariantCulture, $"{parameter}{index}");

    private static bool IsForm(APIGatewayHttpApiV2ProxyRequest request) =>
        request.RequestContext.Http.Method is "GET"
        || string.Equals(request.Header("content-type")?.Split(';')[0].Trim(), FormType, StringComparison.OrdinalIgnoreCase);

    private static Refusal Malformed(string line) => new(HttpStatusCode.BadRequest, "malformed", line);
}

/// <summary>One media file of a message: its URL at Twilio, and the type that Twilio declares, or an empty string.</summary>
internal sealed record WebhookMedia(string Url, string ContentType);
