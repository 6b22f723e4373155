using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MmsQueue.Worker;

/// <summary>What a failure means.</summary>
/// <param name="Reason">Why it is permanent; null when it may pass.</param>
/// <param name="Detail">One line for a person, without a word of a peer's.</param>
/// <param name="RetryAfter">How long the server asked us to wait.</param>
/// <param name="AtLast">The reason when it did not pass by the last receive.</param>
internal sealed record Failure(
    FailureReason? Reason, string Detail, TimeSpan? RetryAfter = null, FailureReason AtLast = FailureReason.Exhausted)
{
    private const int MaximumDetail = 256;

    /// <summary>Sorts what went wrong. This is the one place that knows permanent from transient.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="isGone">Whether a 404 is to be believed: Twilio has had its time, and each try of the receive saw one.</param>
    public static Failure Of(Exception exception, bool isGone = false)
    {
        // The SDK wraps what our own stream throws while it uploads.
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (OfKnown(e, isGone) is { } failure)
            {
                return failure with { Detail = OneLine(failure.Detail) };
            }
        }

        return new Failure(Reason: null, OneLine(Kind(exception)));
    }

    private static Failure? OfKnown(Exception exception, bool isGone) => exception switch
    {
        MediaJobException e => new(e.Reason, e.Message),
        MediaException e => new(e.Reason, e.Message),
        NotTheMediaException e => new(Reason: null, e.Message, AtLast: FailureReason.NotTheMedia),
        MediaTransferException e => new(Reason: null, e.Message),
        MediaResponseException e => OfResponse(e, isGone),
        BrokenCircuitException e => new(Reason: null, "the media host failed too often of late, and is left alone for a while", e.RetryAfter),
        TimeoutRejectedException e => new(Reason: null, string.Create(CultureInfo.InvariantCulture, $"no end within {e.Timeout.TotalSeconds} s")),
        OperationCanceledException => new(Reason: null, "the function's time ran out"),
        _ => null,
    };

    private static Failure OfResponse(MediaResponseException e, bool isGone) => e.Status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when e.HadCredentials => new(FailureReason.Unauthorized, e.Message),
        HttpStatusCode.NotFound or HttpStatusCode.Gone when isGone => new(FailureReason.NotFound, e.Message),
        _ => new(Reason: null, e.Message, e.RetryAfter),
    };

    // Never a message: it may quote what a peer sent, phone numbers included.
    private static string Kind(Exception exception)
    {
        var kind = exception.GetType().Name + exception switch
        {
            HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } e => $" {e.HttpRequestError}",
            HttpIOException e => $" {e.HttpRequestError}",
            SocketException e => $" {e.SocketErrorCode}",
            AmazonServiceException e => OfAws(e),
            _ => "",
        };
        return exception.InnerException is { } inner ? $"{kind}: {Kind(inner)}" : kind;
    }

    private static string OfAws(AmazonServiceException e) =>
        (e.ErrorCode is { Length: > 0 and <= 64 } code && code.All(c => char.IsAsciiLetter(c) || c is '.') ? $" {code}" : "")
        + (e.StatusCode is default(HttpStatusCode) ? "" : string.Create(CultureInfo.InvariantCulture, $" {(int)e.StatusCode}"));

    private static string OneLine(string text)
    {
        var line = string.Create(Math.Min(text.Length, MaximumDetail), text, static (characters, text) =>
        {
            for (var i = 0; i < characters.Length; i++)
            {
                characters[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) || text[i] >= '\uFFFE' ? ' ' : text[i];
            }
        });
        return line is "" ? "no detail" : line;
    }
}
