using System.Text.Json;
using Microsoft.Extensions.Logging;
using MmsQueue.Shared.Diagnostics;

namespace Shared.Tests.Diagnostics;

public sealed partial class JsonLinesLoggerTests : IDisposable
{
    private readonly Output _output = new();
    private readonly JsonLinesLogger _logger;

    public JsonLinesLoggerTests() => _logger = new JsonLinesLogger(_output.Lines, new FixedTime(), "worker");

    public void Dispose() => _output.Dispose();

    [Fact]
    public void An_entry_has_its_time_level_event_message_and_values()
    {
        Log.Stored(_logger, "MM1", 3, 12_345_678_901, 1.26, isNew: true, FixedTime.Now.UtcDateTime.DayOfWeek);

        var line = _output.Single();
        Assert.Equal(FixedTime.Now, line.GetProperty("time").GetDateTimeOffset());
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
    public void An_exception_has_its_type_message_and_stack_on_the_same_line()
    {
        Log.Failed(_logger, Thrown("two\nlines \"quoted\" \uD800"));

        var line = _output.Single();
        Assert.Equal("Error", line.GetProperty("level").GetString());
        Assert.Equal("InvalidOperationException", line.GetProperty("errorType").GetString());
        Assert.StartsWith("two\nlines \"quoted\" ", line.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Contains(nameof(Thrown), line.GetProperty("stackTrace").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_was_never_thrown_has_no_stack()
    {
        Log.Failed(_logger, new InvalidOperationException("x"));

        Assert.Equal(JsonValueKind.Null, _output.Single().GetProperty("stackTrace").ValueKind);
    }

    [Fact]
    public void Values_that_break_json_lines_are_escaped()
    {
        Log.Stored(_logger, "\"}\n{\"\0", -1, 0, 0, isNew: false, DayOfWeek.Monday);

        Assert.Equal("\"}\n{\"\0", _output.Single().GetProperty("messageSid").GetString());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_json_has_not_does_not_break_the_line(double number)
    {
        Log.Stored(_logger, "MM1", 0, 0, number, isNew: false, DayOfWeek.Monday);

        Assert.Equal("MM1", _output.Single().GetProperty("messageSid").GetString());
    }

    [Fact]
    public void A_value_that_is_null_is_left_out()
    {
        Log.Stored(_logger, null, 0, 0, 0, isNew: false, DayOfWeek.Monday);

        Assert.False(_output.Single().TryGetProperty("messageSid", out _));
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
    public void An_entry_without_named_values_is_a_line_too()
    {
        _logger.Log(LogLevel.Warning, new EventId(7), "state", exception: null, (state, _) => state);

        Assert.Equal("state", _output.Single().GetProperty("message").GetString());
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
        public static partial void Stored(ILogger logger, string? messageSid, int index, long bytes, double durationMs, bool isNew, DayOfWeek day);

        [LoggerMessage(2, LogLevel.Error, "Failed")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(3, LogLevel.Debug, "Detail")]
        public static partial void Detail(ILogger logger);
    }
}
