using System.Text;
using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>A link that is opened before its media file is stored.</summary>
public sealed class PendingTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    internal static readonly byte[] Pdf = Encoding.ASCII.GetBytes(
        """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
        trailer<</Root 1 0 R>>
        """);

    // One second of silence: 8 bits, 8 kHz.
    private static readonly byte[] Wav =
    [
        .. "RIFF"u8, .. BitConverter.GetBytes(8036),
        .. "WAVEfmt "u8, .. BitConverter.GetBytes(16), .. new byte[] { 1, 0, 1, 0 },
        .. BitConverter.GetBytes(8000), .. BitConverter.GetBytes(8000), .. new byte[] { 1, 0, 8, 0 },
        .. "data"u8, .. BitConverter.GetBytes(8000),
        .. Enumerable.Repeat((byte)128, 8000),
    ];

    [Theory]
    [InlineData("photo.jpg", "photo", "image/jpeg")]
    [InlineData("animation.gif", "photo", "image/gif")]
    [InlineData("clip.mp4", "video", "video/mp4")]
    [InlineData("silence.wav", "recording", "audio/wav")]
    [InlineData("page.pdf", "PDF", "application/pdf")]
    public async Task A_link_opened_early_shows_a_pending_page_and_then_its_media_file(string file, string kind, string contentType)
    {
        var page = await NewPageAsync();
        await using var worker = await PausedWorker.HoldAsync(Client.Http, Front);
        await page.GotoAsync(await LinkAsync(file));
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"The {kind} is on its way");

        await worker.ResumeAsync();

        await BecomesAsync(page, contentType);
    }

    [Theory]
    [InlineData("photo.jpg", "image/jpeg")]
    [InlineData("clip.mp4", "video/mp4")]
    [InlineData("page.pdf", "application/pdf")]
    public async Task A_link_opened_early_works_without_script_too(string file, string contentType)
    {
        var page = await NewPageAsync(script: false);
        await using var worker = await PausedWorker.HoldAsync(Client.Http, Front);
        await page.GotoAsync(await LinkAsync(file));
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("It is on its way");

        await worker.ResumeAsync();

        await BecomesAsync(page, contentType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_contact_card_is_downloaded_once(bool script)
    {
        var page = await NewPageAsync(script: script);
        var downloads = new List<IDownload>();
        page.Download += (_, download) => downloads.Add(download);
        await using var worker = await PausedWorker.HoldAsync(Client.Http, Front);
        var link = await LinkAsync("contact.vcf");
        await page.GotoAsync(link);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"{(script ? "The contact card" : "It")} is on its way");

        await page.RunAndWaitForDownloadAsync(worker.ResumeAsync);

        var downloaded = await Assert.Single(downloads).PathAsync();
        Assert.Equal(RunningSystem.Hash(Path.Combine(Places.Samples, "contact.vcf")), RunningSystem.Hash(downloaded));
        if (script)
        {
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("The contact card is here");
            await ScreenshotAsync(page, "here");
            await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Open it" }).ClickAsync());
        }
    }

    private async Task<string> LinkAsync(string file)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(Places.Samples, file);
        if (!File.Exists(path))
        {
            path = Path.Combine(folder.Path, file);
            var bytes = file.EndsWith(".pdf", StringComparison.Ordinal) ? Pdf : Wav;
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        }

        return (await Client.SendAsync([path], ("from", Phone.New()))).Links[0];
    }

    // The media file itself, with its content type, and loaded if it is visible.
    private static async Task BecomesAsync(IPage page, string contentType) => await page.WaitForFunctionAsync(
        """
        type => document.contentType === type
          && [...document.images].every(image => image.naturalWidth > 0)
          && [...document.querySelectorAll('video')].every(video => video.readyState > 1 && !video.error)
        """,
        contentType);
}
