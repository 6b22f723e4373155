using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>The pending page, at a link to a file that is never stored.</summary>
public sealed class PendingPageTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    private string Nowhere => new Uri(Front, "/media/nobody/nothing.jpg").ToString();

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task The_page_is_accessible_and_fits_its_window(int width, ColorScheme scheme)
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
    public async Task The_page_stops_looking_with_an_explanation_and_looks_again_on_request()
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
    public async Task A_hidden_page_does_not_look_until_it_is_visible_again()
    {
        var page = await NewPageAsync();
        var looks = Looks(page);
        await page.Clock.InstallAsync();
        await page.GotoAsync(Nowhere);

        await ShowAsync(page, isShown: false);

        // The clock also runs on its own: on a slow machine, the page may have looked before it was hidden.
        var before = looks.Count;
        await page.Clock.RunForAsync(60_000);
        Assert.Equal(before, looks.Count);

        await page.RunAndWaitForResponseAsync(() => ShowAsync(page, isShown: true), IsLook);
        Assert.Equal(before + 1, looks.Count);
    }

    [Fact]
    public async Task The_page_never_mistakes_itself_for_the_media_file()
    {
        var page = await NewPageAsync();
        await page.GotoAsync(new Uri(Front, "/pending.html").ToString());

        Assert.Equal(200, (await page.WaitForResponseAsync(IsLook)).Status);
        await page.WaitForResponseAsync(IsLook);

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("The file is on its way");
    }

    [Fact]
    public async Task Reduced_motion_is_respected()
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

    // With each colour of the gradient separately, because axe does not check the contrast of text on a gradient.
    private static async Task CheckAsync(IPage page)
    {
        const string Colours = "() => getComputedStyle(document.body).backgroundImage.match(/rgb\\([^)]*\\)/g)";
        foreach (var colour in await page.EvaluateAsync<string[]>(Colours))
        {
            await page.EvaluateAsync("colour => { document.body.style.background = colour }", colour);
            await Axe.CheckAsync(page);
        }

        await page.EvaluateAsync("() => document.body.removeAttribute('style')");
    }

    // Each look is a real request. Its response can arrive after the clock has moved on.
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
        """
        hidden => {
          Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        !isShown);
}
