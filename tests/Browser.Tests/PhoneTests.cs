using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>The phone on Local's front page, from the attachment to the stored file.</summary>
public sealed class PhoneTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    [Fact]
    public async Task A_sent_photo_opens_at_the_link_in_the_reply()
    {
        var page = await NewPageAsync(1280, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        await front.AttachSampleAsync("Photo");
        await front.Text.FillAsync("Look <b>here</b>");
        await front.Text.PressAsync("Enter");
        await front.StoredAsync(1);

        await Assertions.Expect(front.Sent.Locator(".out .bubble")).ToHaveTextAsync("Look <b>here</b>");
        var opened = await page.Context.RunAndWaitForPageAsync(() => front.Sent.Locator(".in .bubble a").ClickAsync());

        await Assertions.Expect(opened.Locator("img")).ToHaveJSPropertyAsync("naturalWidth", 1278);
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("stored in");
    }

    [Fact]
    public async Task Ten_dropped_files_are_stored_and_an_eleventh_is_reported_as_not_attached()
    {
        var page = await NewPageAsync();
        var front = await FrontPage.OpenAsync(page, Front);

        await front.DropAsync(11);
        await Assertions.Expect(front.Attached).ToHaveCountAsync(10);
        await Assertions.Expect(page.Locator("#trouble")).ToContainTextAsync("at most ten");
        await front.SendAsync();

        await front.StoredAsync(10);
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("10 files");
    }

    [Fact]
    public async Task A_message_that_the_webhook_refuses_is_shown_as_not_delivered()
    {
        var page = await NewPageAsync();
        var front = await FrontPage.OpenAsync(page, Front);
        await front.ChooseFaultAsync("badsignature");
        await front.Text.FillAsync("hello");

        await front.SendAsync();

        await Assertions.Expect(front.Sent.Locator(".out .status")).ToHaveTextAsync("Not delivered: the webhook returned 403");
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("refused");
    }

    [Theory]
    [InlineData(390, 844, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    [InlineData(1280, 900, ColorScheme.Light)]
    [InlineData(1280, 900, ColorScheme.Dark)]
    public async Task The_page_is_accessible_and_fits_its_window(int width, int height, ColorScheme scheme)
    {
        var page = await NewPageAsync(width, height, scheme);
        var front = await FrontPage.OpenAsync(page, Front);
        await front.ChooseFaultAsync("401");
        await front.AttachSampleAsync("Picture");
        await front.SendAsync();
        await front.DeadAsync();
        await front.AttachSampleAsync("Contact card");
        await front.AttachSampleAsync("Photo");
        await front.Text.FillAsync("Two more");
        await front.SendAsync();
        await front.StoredAsync(2);
        await front.AttachSampleAsync("Video");

        await ScreenshotAsync(page, $"front-{width}-{scheme}");
        await Axe.CheckAsync(page);
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }
}
