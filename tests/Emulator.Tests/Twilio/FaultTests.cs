using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Emulator.Tests.Twilio;

public sealed class FaultTests
{
    [Theory]
    [InlineData("404x2", 404, 404, null)]
    [InlineData("500x1", 500, null, null)]
    [InlineData("429x3", 429, 429, 429)]
    [InlineData("404", 404, 404, 404)]
    [InlineData("401", 401, 401, 401)]
    [InlineData("slow", null, null, null)]
    [InlineData("", null, null, null)]
    public void A_fault_determines_the_status_of_each_request(string name, int? first, int? second, int? third)
    {
        var fault = Fault.Parse(name)!;

        Assert.Equal([first, second, third], Enumerable.Range(1, 3).Select(fault.StatusAt));
    }

    [Theory]
    [InlineData("418x2")]
    [InlineData("404x0")]
    [InlineData("404x")]
    [InlineData("404x2\n")]
    [InlineData("Slow")]
    [InlineData("200")]
    public void An_unknown_fault_is_rejected(string name) => Assert.Null(Fault.Parse(name));
}
