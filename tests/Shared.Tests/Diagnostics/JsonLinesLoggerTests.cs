using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Shared.Tests.Diagnostics;

public sealed partial class JsonLinesLoggerTests : IDisposable
{
    private const string Peer = "Received an invalid status line: '+14155550101'";

    private static readonly FakeTimeProvider Time = new(TestTime.Start.AddMilliseconds(123));

    private readonly LogOutput _output = new();
    private readonly JsonLinesLogger _logger;

    public JsonLinesLoggerTests() => _logger = new JsonLinesLogger(_output.Lines, Time, "worker");

    public void Dispose() => _output.Dispose();

    [Fact]
    public void An_entry_has_a_time_level_event_message_and_values()
    {
        Log.Stored(_logger, "MM1", 3, 12_345_678_901, 1.26, isNew: true, Time.GetUtcNow().UtcDateTime.DayOfWeek);

        var line = Assert.Single(_output.Read());
        Assert.Equal(Time.GetUtcNow(), line.GetProperty("time").GetDateTimeOffset());
        Assert.Equal("Information", line.GetProperty("level").GetString());
        Assert.Equal("worker", line.GetProperty("function").GetString());
        Assert.Equal("Stored", line.GetProperty("event").GetString());
        Assert.Equal("Stored MM1/3: 12345678901 bytes in 1.26 ms, True on Sunday", line.GetProperty("message").GetString());
        Assert.Equal("MM1", line.GetProperty("messageSid").GetString());
        Assert.Equal(3, line.GetProperty("index").GetInt32());
        Assert.Equal(12_345_678_901, line.GetProperty("bytes").GetInt64());
        Assert.Equal(1.3, line.GetProperty("durationMs").GetDouble());
        Assert.True(line.GetProperty("isNew").GetBoolean());
        Assert.Equal("Sunday", line.GetProperty("day").GetString());
        Assert.False(line.TryGetProperty("{OriginalFormat}", out _));
    }

    [Fact]
    public void An_exceptions_type_message_and_stack_are_on_the_same_line()
    {
        Log.Failed(_logger, Thrown("two\nlines \"quoted\" \uD800"));

        var line = Assert.Single(_output.Read());
        Assert.Equal("Error", line.GetProperty("level").GetString());
        Assert.Equal("InvalidOperationException", line.GetProperty("errorType").GetString());
        Assert.StartsWith("two\nlines \"quoted\" ", line.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), line.GetProperty("stackTrace").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_was_never_thrown_has_no_stack()
    {
        Log.Failed(_logger, new InvalidOperationException("x"));

        Assert.Equal(JsonValueKind.Null, Assert.Single(_output.Read()).GetProperty("stackTrace").ValueKind);
    }

    [Fact]
    public void Characters_that_would_break_a_line_are_escaped()
    {
        Log.Stored(_logger, "\"}\n{\"\0", -1, 0, 0, isNew: false, DayOfWeek.Monday);

        Assert.Equal("\"}\n{\"\0", Assert.Single(_output.Read()).GetProperty("messageSid").GetString());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_JSON_cannot_represent_does_not_break_the_line(double number)
    {
        Log.Stored(_logger, "MM1", 0, 0, number, isNew: false, DayOfWeek.Monday);

        Assert.Equal("MM1", Assert.Single(_output.Read()).GetProperty("messageSid").GetString());
    }

    [Fact]
    public void A_null_value_is_omitted()
    {
        Log.Stored(_logger, null, 0, 0, 0, isNew: false, DayOfWeek.Monday);

        Assert.False(Assert.Single(_output.Read()).TryGetProperty("messageSid", out _));
    }

    [Fact]
    public void Entries_below_information_are_not_written()
    {
        Log.Detail(_logger);

        Assert.Empty(_output.Text);
        Assert.False(_logger.IsEnabled(LogLevel.Debug));
        Assert.True(_logger.IsEnabled(LogLevel.Critical));
    }

    [Fact]
    public async Task A_line_has_the_request_id_of_the_invocation_that_wrote_it()
    {
        await Task.WhenAll(InvokeAsync("first"), InvokeAsync("second"));
        Log.Failed(_logger, new InvalidOperationException("x"));

        var lines = _output.Read();
        Assert.Equal(
            ["first", "second"],
            lines.SkipLast(1).Select(line => line.GetProperty("requestId").GetString()!).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.False(lines[^1].TryGetProperty("requestId", out _));

        async Task InvokeAsync(string id)
        {
            Invocation.RequestId = id;
            await Task.Yield();
            Log.Failed(_logger, new InvalidOperationException("x"));
        }
    }

    public static TheoryData<Exception, string> ErrorsOfPeers => new()
    {
        { new HttpRequestException(HttpRequestError.InvalidResponse, Peer), "HttpRequestException (InvalidResponse)" },
        { new HttpRequestException(Peer, null, HttpStatusCode.BadGateway), "HttpRequestException (502)" },
        {
            new HttpRequestException(HttpRequestError.ConnectionError, Peer, new SocketException((int)SocketError.ConnectionRefused)),
            "HttpRequestException (ConnectionError): SocketException (ConnectionRefused)"
        },
        {
            new IOException(Peer, new HttpIOException(HttpRequestError.ResponseEnded, Peer)),
            "IOException: HttpIOException (ResponseEnded)"
        },
        { new JsonException(Peer), "JsonException" },
        { new FormatException(Peer), "FormatException" },
        { new AmazonClientException(Peer, new JsonException(Peer)), "AmazonClientException: JsonException" },
        {
            new AmazonUnmarshallingException("id", "at", Peer, new JsonException(Peer), HttpStatusCode.OK),
            "AmazonUnmarshallingException (200): JsonException"
        },
    };

    [Theory]
    [MemberData(nameof(ErrorsOfPeers), DisableDiscoveryEnumeration = true)]
    public void An_error_that_may_quote_a_peer_is_logged_by_kind_only(Exception exception, string error)
    {
        Log.Failed(_logger, exception);

        Assert.Equal(error, Assert.Single(_output.Read()).GetProperty("error").GetString());
        Assert.DoesNotContain("4155550101", _output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_AWS_error_is_logged_with_its_truncated_message()
    {
        Log.Failed(_logger, new AmazonServiceException(new string('x', 10_000)) { ErrorCode = "AccessDenied" });
        Log.Failed(_logger, new AmazonServiceException("x") { ErrorCode = Peer });

        Assert.Equal(
            ("AccessDenied", 500),
            (_output.Read()[0].GetProperty("errorCode").GetString(), _output.Read()[0].GetProperty("error").GetString()!.Length));
        Assert.False(_output.Read()[1].TryGetProperty("errorCode", out _));
    }

    [Fact]
    public void An_entry_without_named_values_is_logged()
    {
        _logger.Log(LogLevel.Warning, new EventId(7), "state", exception: null, (state, _) => state);

        Assert.Equal("state", Assert.Single(_output.Read()).GetProperty("message").GetString());
    }

    private static InvalidOperationException Thrown(string message)
    {
        try
        {
            throw new InvalidOperationException(message);
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Stored {MessageSid}/{Index}: {Bytes} bytes in {DurationMs} ms, {IsNew} on {Day}")]
        public static partial void Stored(
            ILogger logger, string? messageSid, int index, long bytes, double durationMs, bool isNew, DayOfWeek day);

        [LoggerMessage(2, LogLevel.Error, "Failed")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(3, LogLevel.Debug, "Detail")]
        public static partial void Detail(ILogger logger);
    }
}
