using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>Local's front page on small phones, in a zoomed window and in two font families.</summary>
public sealed class WidthTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    public static TheoryData<string, int> Phones => new MatrixTheoryData<string, int>(["Noto Sans", "Liberation Sans"], [320, 360, 390]);

    [Theory]
    [MemberData(nameof(Phones))]
    public async Task Nothing_is_cut_off_at_the_width_of_a_phone(string font, int width)
    {
        var page = await NewPageAsync(width, font: font);
        var front = await FrontPage.OpenAsync(page, Front);
        await front.AttachSampleAsync("Photo");
        await front.Text.FillAsync("One");
        await front.SendAsync();
        await front.StoredAsync(1);

        await ScreenshotAsync(page, $"front-{width}-{font}");
        await CheckAsync(page, width);
    }

    [Theory]
    [InlineData("Noto Sans")]
    [InlineData("Liberation Sans")]
    public async Task At_400_percent_zoom_the_page_scrolls_only_vertically(string font)
    {
        // 1280 by 1024 at 400 %, as in WCAG 1.4.10.
        var page = await NewPageAsync(320, 256, font: font);
        await FrontPage.OpenAsync(page, Front);

        await CheckAsync(page, 320);
    }

    [Fact]
    public async Task The_page_does_not_grow_as_messages_arrive()
    {
        var page = await NewPageAsync(1440, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        var messages = new string[60];
        await Task.WhenAll(messages.Select(_ => Client.SendAsync([Places.Photo], ("from", Phone.New()))));
        await Assertions.Expect(front.Messages).ToHaveCountAsync(50);
        for (var i = 0; i < 10; i++)
        {
            await front.Text.FillAsync($"hello {i}");
            await front.SendAsync();
            await Assertions.Expect(page.Locator(".in .bubble").Last).ToBeVisibleAsync();
        }

        await front.DropAsync(10);
        await front.SendAsync();
        var stored = page.Locator(".exchange").Last.Locator(".card[data-stage=stored]");
        await Assertions.Expect(stored).ToHaveCountAsync(10, new() { Timeout = 60_000 });

        // The page ends where its last visible box ends.
        var (height, end) = (
            await page.EvaluateAsync<double>("() => document.documentElement.scrollHeight"),
            await page.EvaluateAsync<double>("() => document.querySelector('main').getBoundingClientRect().bottom + scrollY"));
        Assert.InRange(height, end - 1, end + 1);
    }

    // The page is no wider than the window, and no box hides content.
    private static async Task CheckAsync(IPage page, int width)
    {
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        var cut = await page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.screen, .composer, .samples, .write, .thread, .fault, .top, .board section')]
              .filter(box => box.scrollWidth > box.clientWidth + 1)
              .map(box => `${box.className || box.id}: ${box.scrollWidth} of ${box.clientWidth}`)
            """);
        Assert.Empty(cut);
    }
}
