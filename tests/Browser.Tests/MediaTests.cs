using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

public sealed class MediaTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    [Fact]
    public async Task A_photos_link_shows_the_photo()
    {
        var page = await NewPageAsync();
        var reply = await Client.SendAsync([Places.Photo], ("from", Phone.New()));
        await Client.StoredAsync(reply.Links[0]);

        await page.GotoAsync(reply.Links[0]);

        await Assertions.Expect(page.Locator("img")).ToHaveJSPropertyAsync("complete", true);
        Assert.NotEqual(0, await page.EvaluateAsync<int>("() => document.images[0].naturalWidth"));
    }
}
