namespace MmsQueue.Local.Tests;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task A_program_whose_lines_cannot_be_kept_is_ended_and_says_why()
    {
        await using var child = ChildProcess.Start(
            [.. ThisProgram.Command, "--help"], static _ => throw new IOException("The disk is full."), static _ => { });

        var exited = child.Exited.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<IOException>(() => exited);

        Assert.Equal("The disk is full.", error.Message);
    }
}
