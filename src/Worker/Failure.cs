using System.Globalization;
using System.Net;
using Amazon.Runtime;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace MmsQueue.Worker;

/// <summary>What a failure means: a reason when it is permanent, none when it may pass; and how long the server asked us to wait.</summary>
internal sealed record Failure(FailureReason? Reason, string Detail, TimeSpan? RetryAfter = null)
{
    private const int MaximumDetail = 256;

    /// <summary>Sorts what went wrong. This is the one place that knows permanent from transient.</summary>
    public static Failure Of(Exception exception, TimeSpan age, WorkerOptions options)
    {
        // The SDK wraps what our own stream throws while it uploads.
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (OfKnown(e, age, options) is { } failure)
            {
                return failure with { Detail = OneLine(failure.Detail) };
            }
        }

        // AWS's answer says what happened, and else the innermost; what is around that, only that it did.
        var cause = exception is AmazonServiceException { StatusCode: not default(HttpStatusCode) } ? exception : exception.GetBaseException();
        var code = exception is AmazonServiceException { ErrorCode: { Length: > 0 } error } ? $" {error}" : "";
        return new Failure(Reason: null, OneLine($"{cause.GetType().Name}{code}: {cause.Message}"));
    }

    private static Failure? OfKnown(Exception exception, TimeSpan age, WorkerOptions options) => exception switch
    {
        MediaJobException e => new(e.Reason, e.Message),
        MediaException e => new(e.Reason, e.Message),
        MediaResponseException e => OfResponse(e, age, options),
        BrokenCircuitException e => new(Reason: null, "the media host failed too often of late, and is left alone for a while", e.RetryAfter),
        TimeoutRejectedException e => new(Reason: null, string.Create(CultureInfo.InvariantCulture, $"no end within {e.Timeout.TotalSeconds} s")),
        OperationCanceledException => new(Reason: null, "the function's time ran out"),
        _ => null,
    };

    private static Failure OfResponse(MediaResponseException e, TimeSpan age, WorkerOptions options) => e.Status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when e.HadCredentials => new(FailureReason.Unauthorized, e.Message),
        HttpStatusCode.NotFound or HttpStatusCode.Gone when age > options.NotFoundGrace => new(FailureReason.NotFound, e.Message),
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
