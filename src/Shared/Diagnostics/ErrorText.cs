using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace MmsQueue.Shared.Diagnostics;

/// <summary>Describes an error for a log line, without text from a peer, which may contain phone numbers.</summary>
public static class ErrorText
{
    private const int Maximum = 500;
    private const int MaximumCode = 100;

    /// <summary>
    /// The message of our own errors, of AWS's and of .NET's wrong states; of any other, its kind and that of its causes.
    /// </summary>
    public static string Of(Exception exception)
    {
        var text = HasOwnWords(exception) ? exception.Message : KindOf(exception);
        return text.Length > Maximum ? text[..Maximum] : text;
    }

    /// <summary>The kind of an error and of its causes, without any text of theirs.</summary>
    public static string KindOf(Exception exception) => string.Join(": ", Causes(exception).Select(Kind));

    /// <summary>The error code that AWS returned; null when there is none, or one that does not look like a code.</summary>
    public static string? AwsCode(Exception exception) =>
        exception is AmazonServiceException { ErrorCode: { Length: > 0 and <= MaximumCode } code }
        && char.IsAsciiLetter(code[0])
        && code.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-')
            ? code
            : null;

    // AWS's messages come with a code. Without a code and without a cause, the message is ours.
    private static bool HasOwnWords(Exception exception) => exception switch
    {
        AmazonUnmarshallingException => false,
        AmazonServiceException e => e.InnerException is null || AwsCode(e) is not null,
        InvalidOperationException => true,
        _ => exception.GetType().Namespace?.StartsWith("MmsQueue.", StringComparison.Ordinal) == true,
    };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static string Kind(Exception exception) => exception.GetType().Name + exception switch
    {
        HttpRequestException { StatusCode: { } status } => Detail((int)status),
        HttpRequestException e => Detail(e.HttpRequestError),
        HttpIOException e => Detail(e.HttpRequestError),
        SocketException e => Detail(e.SocketErrorCode),
        AmazonServiceException e when AwsCode(e) is { } code => Detail($"{code}, {(int)e.StatusCode}"),
        AmazonServiceException { StatusCode: not default(HttpStatusCode) } e => Detail((int)e.StatusCode),
        _ => "",
    };

    private static string Detail<T>(T detail) => string.Create(CultureInfo.InvariantCulture, $" ({detail})");
}
