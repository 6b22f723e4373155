using System.Text.RegularExpressions;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>The README's first command, as a process.</summary>
public sealed class OneCommandTests
{
    [Fact]
    public async Task Once_sends_the_sample_photo_and_verifies_its_link()
    {
        using var data = new TemporaryFolder();

        var (exitCode, output, errors) = await LocalProcess.RunAsync(data.Path, ["--once"]);

        Assert.True(exitCode == 0, errors + output);
        Assert.Matches("http://127.0.0.1:[0-9]+/media/[a-z2-7]{16}/[a-z2-7]{26}.jpg", output);
        Assert.Contains(RunningSystem.Hash(Places.Photo), output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Once_with_several_files_sends_them_as_one_message_with_a_link_each()
    {
        using var data = new TemporaryFolder();
        var files = Directory.GetFiles(Places.Samples);

        var (exitCode, output, errors) = await LocalProcess.RunAsync(data.Path, ["--once", "--photo", .. files]);

        Assert.True(exitCode == 0, errors + output);
        Assert.All(files, file => Assert.Contains(RunningSystem.Hash(file), output, StringComparison.OrdinalIgnoreCase));
        Assert.True(files.Length <= Regex.Count(output, "/media/[a-z2-7]{16}/", RegexOptions.None, TimeSpan.FromMinutes(1)), output);
    }

    [Fact]
    public async Task Once_exits_1_and_reports_the_cause_when_the_queue_is_missing()
    {
        using var data = new TemporaryFolder();

        var (exitCode, _, errors) = await LocalProcess.RunAsync(
            data.Path, ["--once"], ("MEDIA_QUEUE_URL", "http://127.0.0.1:9/000000000000/gone"));

        Assert.Equal(1, exitCode);
        Assert.Contains("503", errors, StringComparison.Ordinal);
        Assert.Contains("queue does not exist", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_fails_at_init_exits_1_with_a_clear_message()
    {
        using var data = new TemporaryFolder();

        var (exitCode, _, errors) = await LocalProcess.RunAsync(data.Path, ["--once"], ("LINK_SECRET", "too-short"));

        Assert.Equal(1, exitCode);
        Assert.Contains("LINK_SECRET must have at least 32 characters", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_link_still_works_after_Ctrl_C_and_a_restart()
    {
        using var data = new TemporaryFolder();
        string key;
        await using (var first = LocalProcess.Start(data.Path, []))
        {
            await first.ServingAsync();
            var link = Regex.Match(first.Output, "http://[^ ]+/media/[^ \n]+", RegexOptions.None, TimeSpan.FromMinutes(1));
            key = new Uri(link.Value).AbsolutePath;
            Assert.Equal(0, await first.InterruptAsync());
        }

        await using var second = LocalProcess.Start(data.Path, []);
        await second.ServingAsync();
        using var http = new HttpClient();
        var url = new Uri(new Uri(Stack.Read(data.Path)["PublicBaseUrl"]), key);
        var bytes = await http.GetByteArrayAsync(url, TestContext.Current.CancellationToken);

        Assert.Equal(await File.ReadAllBytesAsync(Places.Photo, TestContext.Current.CancellationToken), bytes);
    }
}
