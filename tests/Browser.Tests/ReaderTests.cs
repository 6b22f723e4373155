using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>Local's front page with a screen reader, with right-to-left text and in forced colors.</summary>
public sealed partial class ReaderTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    [Fact]
    public async Task A_screen_reader_reads_a_step_as_separate_words()
    {
        var page = await NewPageAsync(1440, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        await front.Text.FillAsync("hello");
        await front.SendAsync();

        await Assertions.Expect(front.Messages.First.Locator(".steps > li").First).ToHaveTextAsync(AnsweredStep());
    }

    [Fact]
    public async Task A_screen_reader_skips_arrows_and_badges()
    {
        var page = await NewPageAsync(1440, 900);
        await FrontPage.OpenAsync(page, Front);

        var debugger = await page.Context.NewCDPSessionAsync(page);
        var tree = (await debugger.SendAsync("Accessibility.getFullAXTree")).ToString()!;

        Assert.Contains("Pipeline", tree, StringComparison.Ordinal);
        Assert.DoesNotContain("→", tree, StringComparison.Ordinal);
        Assert.DoesNotContain("▶", tree, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attaching_a_sample_is_announced()
    {
        var page = await NewPageAsync();
        var front = await FrontPage.OpenAsync(page, Front);

        await front.AttachSampleAsync("Photo");
        await Assertions.Expect(page.Locator("#composer").GetByRole(AriaRole.Status)).ToHaveTextAsync("photo.jpg attached, 1 of 10");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove photo.jpg" }).ClickAsync();
        await Assertions.Expect(page.Locator("#composer").GetByRole(AriaRole.Status)).ToHaveTextAsync("photo.jpg removed, 0 of 10");
    }

    [Fact]
    public async Task Right_to_left_text_is_displayed_from_right_to_left()
    {
        var page = await NewPageAsync();
        var front = await FrontPage.OpenAsync(page, Front);
        await Assertions.Expect(front.Text).ToHaveAttributeAsync("dir", "auto");
        await front.Text.FillAsync("مرحبا، هذه صورة (1).");

        await front.SendAsync();

        await Assertions.Expect(front.Sent.Locator(".out .bubble")).ToHaveCSSAsync("direction", "rtl");
        await Assertions.Expect(front.Sent.Locator(".in .bubble")).ToHaveCSSAsync("direction", "ltr");
        await ScreenshotAsync(page, "rtl");
    }

    [Fact]
    public async Task A_video_a_PDF_and_a_contact_card_have_names()
    {
        var page = await NewPageAsync(1440, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        foreach (var sample in new[] { "Video", "PDF", "Contact card" })
        {
            await front.AttachAsync(sample);
        }

        await front.SendAsync();
        await front.StoredAsync(3);

        await Assertions.Expect(front.Sent.Locator(".out").GetByLabel("Video clip.mp4")).ToHaveCountAsync(1);
        await Assertions.Expect(front.Sent.Locator(".out").GetByLabel("PDF page.pdf")).ToHaveCountAsync(1);
        await Assertions.Expect(front.Sent.Locator(".out").GetByLabel("Contact card contact.vcf")).ToHaveCountAsync(1);
        await Assertions.Expect(front.Sent.GetByRole(AriaRole.Link, new() { Name = "Open video 1" })).ToHaveCountAsync(1);
        await Assertions.Expect(front.Sent.GetByRole(AriaRole.Link, new() { Name = "Open PDF 2" })).ToHaveCountAsync(1);
        await Assertions.Expect(front.Sent.GetByRole(AriaRole.Link, new() { Name = "Open contact card 3" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task In_forced_colors_the_switch_the_bubbles_and_the_steps_have_borders()
    {
        var page = await NewPageAsync(1440, 900);
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        var front = await FrontPage.OpenAsync(page, Front);
        await front.Text.FillAsync("hello");
        await front.SendAsync();
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("answered");

        await ScreenshotAsync(page, "forced-colors");
        foreach (var drawn in new[] { ".knob", ".out .bubble", ".in .bubble", ".steps .done::before", ".steps .idle::before", ".flow li" })
        {
            var style = await page.EvaluateAsync<JsonElement>(
                """
                drawn => {
                  const [selector, pseudo] = drawn.split('::');
                  const style = getComputedStyle(document.querySelector(selector), pseudo && `::${pseudo}`);
                  return [style.borderTopStyle, parseFloat(style.borderTopWidth)];
                }
                """,
                drawn);
            Assert.True(style[0].GetString() is not "none" && style[1].GetDouble() >= 1, $"{drawn} has no border: {style}");
        }

        var on = await KnobAsync(page);
        await page.EvaluateAsync("() => document.querySelector('#pause').setAttribute('aria-checked', 'false')");
        Assert.NotEqual(on, await KnobAsync(page), StringComparer.Ordinal);
    }

    [GeneratedRegex("^webhook [0-9.]+ m?s, done$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnsweredStep();

    private static Task<string> KnobAsync(IPage page) =>
        page.EvaluateAsync<string>(
            "() => (style => style.backgroundColor + style.borderTopColor)(getComputedStyle(document.querySelector('.knob')))");
}
