using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>The font family of a page, which otherwise depends on the machine.</summary>
internal static class Fonts
{
    /// <summary>Uses an installed font for the page; skips the test if it is missing.</summary>
    public static async Task UseAsync(IPage page, string family)
    {
        // If the text is as wide as in the fallback font, the browser uses the fallback.
        var isInstalled = await page.EvaluateAsync<bool>(
            """
            family => {
              const context = document.createElement('canvas').getContext('2d');
              const width = font => { context.font = `40px ${font}`; return context.measureText('The phone: mmmiiillWW').width; };
              return width(`"${family}", monospace`) !== width('monospace');
            }
            """,
            family);
        Assert.SkipUnless(isInstalled, $"{family} is not installed (Debian: apt-get install fonts-noto-core fonts-liberation).");

        // Appended to the page's own stylesheet, because its policy allows no other.
        await page.RouteAsync("**/page/page.css", async route =>
        {
            var response = await route.FetchAsync();
            var body = $"{await response.TextAsync()}\n:root {{ font-family: \"{family}\" }}\n";
            await route.FulfillAsync(new() { Response = response, Body = body });
        });
    }
}
