using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>Attachments of every kind, up to ten.</summary>
public sealed class AttachmentTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    private const string Outside =
        """
        selector => [...document.querySelectorAll(selector)].flatMap(item => {
          const box = item.parentElement.getBoundingClientRect();
          const screen = document.querySelector('.screen').getBoundingClientRect();
          const own = item.getBoundingClientRect();
          return own.left < Math.max(box.left, screen.left) - 1 || own.right > Math.min(box.right, screen.right) + 1
            || own.top < box.top - 1 || own.bottom > box.bottom + 1 || own.width < 20 ? [item.outerHTML] : [];
        })
        """;

    [Fact]
    public async Task Mixed_attachments_stay_inside_the_bubble()
    {
        var page = await NewPageAsync(1440, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        foreach (var sample in new[] { "Video", "PDF", "Contact card", "Photo", "Animation" })
        {
            await front.AttachAsync(sample);
        }

        await front.SendAsync();
        await front.StoredAsync(5);

        await ScreenshotAsync(page, "mixed");
        Assert.Empty(await page.EvaluateAsync<string[]>(Outside, ".out .media > *"));
        Assert.Empty(await page.EvaluateAsync<string[]>(Outside, ".card > .preview"));
    }

    [Fact]
    public async Task A_video_has_controls_on_its_own_and_a_badge_among_other_files()
    {
        var page = await NewPageAsync();
        var front = await FrontPage.OpenAsync(page, Front);
        await front.AttachSampleAsync("Video");
        await front.SendAsync();
        await Assertions.Expect(front.Sent.Locator(".out video")).ToHaveJSPropertyAsync("controls", true);
        await front.StoredAsync(1);

        var badge = await page.EvaluateAsync<string>(
            "() => getComputedStyle(document.querySelector('.samples video').parentElement, '::after').content");

        Assert.Contains("▶", badge, StringComparison.Ordinal);
        await Assertions.Expect(front.Sent.Locator(".card .clip")).ToHaveCountAsync(1);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(1280)]
    public async Task Ten_attached_files_are_all_visible_and_counted(int width)
    {
        var page = await NewPageAsync(width, 900);
        var front = await FrontPage.OpenAsync(page, Front);

        await front.DropAsync(10);

        await ScreenshotAsync(page, $"ten-{width}");
        await Assertions.Expect(front.Attached).ToHaveCountAsync(10);
        await Assertions.Expect(page.Locator("#attached")).ToContainTextAsync("10 of 10");
        Assert.Empty(await page.EvaluateAsync<string[]>(Outside, "#chosen > li"));
    }
}
