using System.Globalization;
using System.Net;
using MmsQueue.Shared;
using MmsQueue.Shared.Diagnostics;
using MmsQueue.Worker.Fetch;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MmsQueue.Worker;

/// <summary>A classified failure.</summary>
/// <param name="Reason">Why it is permanent; null when it is transient.</param>
/// <param name="Detail">One line for a person, without any text from a peer.</param>
/// <param name="RetryAfter">How long the server asked us to wait.</param>
/// <param name="AtLast">The reason if it still occurs at the last receive.</param>
internal sealed record Failure(
    FailureReason? Reason, string Detail, TimeSpan? RetryAfter = null, FailureReason AtLast = FailureReason.Exhausted)
{
    private const int MaximumDetail = 256;

    /// <summary>The deadline passed, and nothing else went wrong.</summary>
    public static Failure OutOfTime { get; } = new(Reason: null, "the function's time ran out");

    /// <summary>Classifies an exception. Only this method decides what is permanent and what is transient.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="isGone">Whether a 404 is final: Twilio had enough time, and every try of the receive saw one.</param>
    public static Failure Of(Exception exception, bool isGone = false)
    {
        // The SDK wraps exceptions that our stream throws during an upload.
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (OfKnown(e, isGone) is { } failure)
            {
                return failure with { Detail = OneLine(failure.Detail) };
            }
        }

        // Not the message: it may quote a peer, phone numbers included.
        return new Failure(Reason: null, OneLine(ErrorText.KindOf(exception)));
    }

    private static Failure? OfKnown(Exception exception, bool isGone) => exception switch
    {
        MediaJobException e => new(e.Reason, e.Message),
        MediaException e => new(e.Reason, e.Message),
        NotTheMediaException e => new(Reason: null, e.Message, AtLast: FailureReason.NotTheMedia),
        MediaTransferException e => new(Reason: null, e.Message),
        MediaResponseException e => OfResponse(e, isGone),
        BrokenCircuitException e => new(Reason: null, "the media host failed too often and is not called for now", e.RetryAfter),
        TimeoutRejectedException e => new(
            Reason: null, string.Create(CultureInfo.InvariantCulture, $"timed out after {e.Timeout.TotalSeconds} s")),
        OperationCanceledException => OutOfTime,
        _ => null,
    };

    private static Failure OfResponse(MediaResponseException e, bool isGone) => e.Status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when e.HadCredentials => new(FailureReason.Unauthorized, e.Message),
        _ when e.IsNotFound && isGone => new(FailureReason.NotFound, e.Message),
        _ => new(Reason: null, e.Message, e.RetryAfter),
    };

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
