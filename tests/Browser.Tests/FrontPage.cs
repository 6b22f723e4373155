using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>Local's front page, as a person uses it.</summary>
internal sealed class FrontPage(IPage page)
{
    public ILocator Messages => page.Locator("#messages > li");

    public ILocator Letters => page.Locator("#letters > li");

    public ILocator LogLines => page.Locator("#log > li");

    /// <summary>What is under a reply, one for each link.</summary>
    public ILocator Cards => page.Locator(".card");

    public ILocator Attached => page.Locator("#chosen > li");

    public ILocator Switch => page.GetByRole(AriaRole.Switch, new() { Name = "Worker takes jobs" });

    public ILocator Text => page.GetByLabel("Text", new() { Exact = true });

    public static async Task<FrontPage> OpenAsync(IPage page, Uri front)
    {
        await page.GotoAsync(front.ToString());
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Live");
        return new FrontPage(page);
    }

    public async Task AttachSampleAsync(string name)
    {
        var before = await Attached.CountAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Attach the sample: " + name }).ClickAsync();
        await Assertions.Expect(Attached).ToHaveCountAsync(before + 1);
    }

    public Task ChooseFaultAsync(string fault) => page.GetByLabel("With the next message").SelectOptionAsync(fault);

    public Task SendAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();

    /// <summary>Drops so many small text files on the phone.</summary>
    public async Task DropAsync(int files)
    {
        var data = await page.EvaluateHandleAsync(
            """
            count => {
              const data = new DataTransfer();
              for (let i = 0; i < count; i++) {
                data.items.add(new File([`BEGIN:VCARD\nVERSION:3.0\nFN:Ada ${i}\nEND:VCARD\n`], `card${i}.vcf`, { type: 'text/vcard' }));
              }
              return data;
            }
            """,
            files);
        await page.DispatchEventAsync("#phone", "dragover", new { dataTransfer = data });
        await page.DispatchEventAsync("#phone", "drop", new { dataTransfer = data });
    }

    /// <summary>Waits until so many media are behind their links, as the cards under the replies say.</summary>
    public Task StoredAsync(int count) => Assertions.Expect(page.Locator(".card[data-stage=stored]")).ToHaveCountAsync(count);
}
