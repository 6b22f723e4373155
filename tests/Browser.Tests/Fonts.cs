using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>The font family of a page, which differs from machine to machine.</summary>
internal static class Fonts
{
    /// <summary>Sets the page in a font of this machine; skips the test where it is not installed.</summary>
    public static async Task UseAsync(IPage page, string family)
    {
        // As wide as this one and the last resort at once: then it is the last resort.
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

        // At the end of the page's own stylesheet: its policy allows no other.
        await page.RouteAsync("**/page/page.css", async route =>
        {
            var response = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = response, Body = $"{await response.TextAsync()}\n:root {{ font-family: \"{family}\" }}\n" });
        });
    }
}
