using System.Globalization;
using System.Text.Json.Serialization;

namespace MmsQueue.Emulator.Twilio;

/// <summary>A message as Twilio's REST API returns it.</summary>
internal sealed record RestMessage(
    string Sid, string AccountSid, string Direction, string From, string To, string Body, string NumMedia, string NumSegments,
    string Status, string DateCreated, string DateSent, string DateUpdated, string? MessagingServiceSid, int? ErrorCode, string Uri)
{
    public static RestMessage Of(LoggedMessage message, string accountSid)
    {
        var date = Rfc2822(message.SentAt);
        return new RestMessage(
            message.Sid, accountSid, message.Direction, message.From, message.To, message.Body,
            message.MediaCount.ToString(CultureInfo.InvariantCulture), "1",
            message.Direction is LoggedMessage.Inbound ? "received" : "delivered", date, date, date, null, null,
            $"/2010-04-01/Accounts/{accountSid}/Messages/{message.Sid}.json");
    }

    internal static string Rfc2822(DateTimeOffset time) =>
        time.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}

/// <summary>A page of messages.</summary>
internal sealed record RestMessages(IReadOnlyList<RestMessage> Messages, int Page, int PageSize, string? NextPageUri);

/// <summary>A media file of a message.</summary>
internal sealed record RestMedia(string Sid, string AccountSid, string ParentSid, string ContentType, string DateCreated, string Uri);

/// <summary>A page of media files.</summary>
internal sealed record RestMediaList(IReadOnlyList<RestMedia> MediaList, string? NextPageUri);

/// <summary>An alert; only a single one has its request's variables.</summary>
internal sealed record RestAlert(
    string Sid, string AccountSid, string ErrorCode, string LogLevel, string ResourceSid, string DateGenerated, string? RequestVariables);

/// <summary>The links of a list in Twilio's newer APIs.</summary>
internal sealed record RestMeta(string Key, string Url)
{
    /// <summary>The page's number, from 0.</summary>
    public int Page { get; init; }

    /// <summary>The size of a page.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>The first page.</summary>
    public string FirstPageUrl => Url;

    /// <summary>The page before; there is only one.</summary>
    public string? PreviousPageUrl { get; init; }

    /// <summary>The next page; there is only one.</summary>
    public string? NextPageUrl { get; init; }
}

/// <summary>A page of alerts.</summary>
internal sealed record RestAlerts(IReadOnlyList<RestAlert> Alerts, RestMeta Meta);

/// <summary>A phone number with its webhook.</summary>
internal sealed record RestNumber(string Sid, string PhoneNumber, string SmsUrl, string SmsMethod);

/// <summary>A page of phone numbers.</summary>
internal sealed record RestNumbers(IReadOnlyList<RestNumber> IncomingPhoneNumbers, string? NextPageUri);

/// <summary>A page of Messaging Services; the simulated account has none.</summary>
internal sealed record RestServices(IReadOnlyList<string> Services, RestMeta Meta);

/// <summary>An error.</summary>
internal sealed record RestError(int Code, string Message, int Status, string MoreInfo);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RestMessage))]
[JsonSerializable(typeof(RestMessages))]
[JsonSerializable(typeof(RestMediaList))]
[JsonSerializable(typeof(RestAlert))]
[JsonSerializable(typeof(RestAlerts))]
[JsonSerializable(typeof(RestNumbers))]
[JsonSerializable(typeof(RestServices))]
[JsonSerializable(typeof(RestError))]
internal sealed partial class RestJson : JsonSerializerContext;
