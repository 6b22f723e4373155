using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>The pending page itself, at a link that never leads to anything.</summary>
public sealed class PendingPageTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    private string Nowhere => new Uri(Front, "/media/nobody/nothing.jpg").ToString();

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task It_is_fit_to_be_seen_by_everyone(int width, ColorScheme scheme)
    {
        var page = await NewPageAsync(width, scheme: scheme);
        await page.Clock.InstallAsync();
        await page.GotoAsync(Nowhere);

        await CheckAsync(page);
        await ScreenshotAsync(page, $"pending-{width}-{scheme}");
        await GiveUpAsync(page);
        await CheckAsync(page);
        await ScreenshotAsync(page, $"late-{width}-{scheme}");
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task It_gives_up_with_a_plain_sentence_and_looks_again_when_asked_to()
    {
        var page = await NewPageAsync();
        var looks = Looks(page);
        await page.Clock.InstallAsync();
        await page.GotoAsync(Nowhere);

        await GiveUpAsync(page);
        await Assertions.Expect(page.Locator("p")).ToHaveTextAsync("It may still come, and this link will stay the same.");
        Assert.Equal(24, looks.Count);

        await page.RunAndWaitForResponseAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync(), IsLook);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("The photo is on its way");
        await Assertions.Expect(page.GetByRole(AriaRole.Button)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task While_nobody_sees_it_it_does_not_look_and_then_at_once()
    {
        var page = await NewPageAsync();
        var looks = Looks(page);
        await page.Clock.InstallAsync();
        await page.GotoAsync(Nowhere);

        await ShowAsync(page, isShown: false);
        // The clock runs on by itself too: before the page was hidden, a slow machine may have seen it look.
        var before = looks.Count;
        await page.Clock.RunForAsync(60_000);
        Assert.Equal(before, looks.Count);

        await page.RunAndWaitForResponseAsync(() => ShowAsync(page, isShown: true), IsLook);
        Assert.Equal(before + 1, looks.Count);
    }

    [Fact]
    public async Task It_never_takes_itself_for_the_media()
    {
        var page = await NewPageAsync();
        await page.GotoAsync(new Uri(Front, "/pending.html").ToString());

        Assert.Equal(200, (await page.WaitForResponseAsync(IsLook)).Status);
        await page.WaitForResponseAsync(IsLook);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("The file is on its way");
    }

    [Fact]
    public async Task Who_wants_no_motion_gets_none()
    {
        var page = await NewPageAsync();
        await page.GotoAsync(Nowhere);
        Assert.NotEqual(0, await AnimationsAsync());

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });

        Assert.Equal(0, await AnimationsAsync());

        Task<int> AnimationsAsync() => page.EvaluateAsync<int>("() => document.getAnimations().length");
    }

    private static List<IRequest> Looks(IPage page)
    {
        var looks = new List<IRequest>();
        page.Request += (_, request) =>
        {
            if (request.Method == "HEAD")
            {
                looks.Add(request);
            }
        };
        return looks;
    }

    private static bool IsLook(IResponse response) => response.Request.Method == "HEAD";

    // On each colour of the sky by itself: of text on a gradient axe would not judge the contrast.
    private static async Task CheckAsync(IPage page)
    {
        foreach (var colour in await page.EvaluateAsync<string[]>("() => getComputedStyle(document.body).backgroundImage.match(/rgb\\([^)]*\\)/g)"))
        {
            await page.EvaluateAsync("colour => { document.body.style.background = colour }", colour);
            await Axe.CheckAsync(page);
        }

        await page.EvaluateAsync("() => document.body.removeAttribute('style')");
    }

    // Each look is a real request, whose answer may come after some more of the clock's time has gone by.
    private static async Task GiveUpAsync(IPage page)
    {
        var late = page.GetByRole(AriaRole.Heading, new() { Name = "The photo is not here yet" });
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await late.IsVisibleAsync())
        {
            patience.Token.ThrowIfCancellationRequested();
            await page.Clock.RunForAsync(5_000);
        }
    }

    private static async Task ShowAsync(IPage page, bool isShown) => await page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true }); document.dispatchEvent(new Event('visibilitychange')) }", !isShown);
}
