using MmsQueue.Emulator.Aws;

namespace MmsQueue.Emulator.Tests.Aws;

public sealed class NodePackagesTests
{
    [Fact]
    public async Task Without_Node_the_error_says_what_to_install_and_names_the_alternative()
    {
        using var folder = new TemporaryFolder();

        var error = await Assert.ThrowsAsync<EmulatorException>(
            () => NodePackages.InstallAsync(folder.Path, searchPath: folder.Path, static _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("Node.js 20 or later with npm", error.Message, StringComparison.Ordinal);
        Assert.Contains("AWS_ENDPOINT_URL_SQS", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_installation_reports_why_and_is_retried_next_time()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.In("package.json"), "{", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.In("package-lock.json"), "{", TestContext.Current.CancellationToken);
        var searchPath = Environment.GetEnvironmentVariable("PATH");
        var said = new List<string>();

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<EmulatorException>(
                () => NodePackages.InstallAsync(folder.Path, searchPath, said.Add, TestContext.Current.CancellationToken));
            Assert.StartsWith("npm could not install the emulators", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(2, said.Count);
        Assert.All(said, line =>
        {
            Assert.StartsWith("First start: npm installs the emulated SQS, S3 and DynamoDB", line, StringComparison.Ordinal);
            Assert.Contains("takes about a minute", line, StringComparison.Ordinal);
        });
    }
}
