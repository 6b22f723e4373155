using Microsoft.Extensions.Logging;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Shared.Tests.Diagnostics;

public sealed class LambdaLogLevelTests
{
    [Theory]
    [InlineData(null, LogLevel.Information)]
    [InlineData("", LogLevel.Information)]
    [InlineData("chatty", LogLevel.Information)]
    [InlineData("TRACE", LogLevel.Trace)]
    [InlineData("debug", LogLevel.Debug)]
    [InlineData("INFO", LogLevel.Information)]
    [InlineData("WARN", LogLevel.Warning)]
    [InlineData("Error", LogLevel.Error)]
    [InlineData("FATAL", LogLevel.Critical)]
    public void Lambdas_log_level_is_the_minimum_level(string? setting, LogLevel minimum)
    {
        using var output = new LogOutput();
        var logger = new JsonLinesLogger(output.Lines, TimeProvider.System, "worker", LambdaLogLevel.Of(setting));

        Assert.All(Enum.GetValues<LogLevel>().Except([LogLevel.None]), level => Assert.Equal(level >= minimum, logger.IsEnabled(level)));
    }
}
