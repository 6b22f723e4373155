using System.Net;

namespace MmsQueue.Ingress;

/// <summary>What a request turned out to be: a <see cref="Webhook"/>, a <see cref="PageRequest"/> or a <see cref="Refusal"/>.</summary>
internal abstract record Incoming;

/// <summary>A request for a page, which needs nothing written.</summary>
internal sealed record PageRequest(Answer Page) : Incoming;

/// <summary>Why a request is refused: a code for metrics, and a line for the caller that repeats none of its input.</summary>
internal sealed record Refusal(HttpStatusCode Status, string Code, string Line, string? Allow = null) : Incoming
{
    /// <summary>The refusal as an answer.</summary>
    public Answer ToAnswer() => Answer.Line(Status, Line, Allow);
}
