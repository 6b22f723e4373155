using MmsQueue.Emulator.Processes;

namespace MmsQueue.Emulator.Tests.Processes;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task A_program_whose_output_cannot_be_saved_is_killed_and_the_reason_is_reported()
    {
        await using var child = ChildProcess.Start(
            ["dotnet", "--info"], static _ => throw new IOException("The disk is full."), static _ => { });

        var exited = child.Exited.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<IOException>(() => exited);

        Assert.Equal("The disk is full.", error.Message);
    }
}
