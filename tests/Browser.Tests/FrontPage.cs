using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>Local's front page, as a user sees it.</summary>
internal sealed class FrontPage(IPage page, string? newestBefore)
{
    /// <summary>The messages on the phone that arrived after the page was opened.</summary>
    public ILocator Sent => page.Locator(newestBefore is null ? "#thread" : $".exchange[data-sid='{newestBefore}'] ~ .exchange");

    public ILocator Messages => page.Locator("#messages > li");

    public ILocator Letters => page.Locator("#letters > li");

    public ILocator LogLines => page.Locator("#log > li");

    /// <summary>The cards under the replies, one for each link.</summary>
    public ILocator Cards => Sent.Locator(".card");

    public ILocator Attached => page.Locator("#chosen > li");

    public ILocator Switch => page.GetByRole(AriaRole.Switch, new() { Name = "Process jobs" });

    public ILocator Text => page.GetByLabel("Text", new() { Exact = true });

    public static async Task<FrontPage> OpenAsync(IPage page, Uri front)
    {
        await page.GotoAsync(front.ToString());
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Live");

        // The state is shown one frame after it arrives.
        await Assertions.Expect(page.Locator("#queue-figure")).Not.ToHaveTextAsync("–");
        var exchanges = page.Locator(".exchange");
        return new FrontPage(page, await exchanges.CountAsync() == 0 ? null : await exchanges.Last.GetAttributeAsync("data-sid"));
    }

    public async Task AttachSampleAsync(string name)
    {
        var before = await Attached.CountAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Attach the sample: " + name }).ClickAsync();
        await Assertions.Expect(Attached).ToHaveCountAsync(before + 1);
    }

    /// <summary>Attaches a sample, or a small PDF, which is not a sample.</summary>
    public async Task AttachAsync(string kind)
    {
        if (kind != "PDF")
        {
            await AttachSampleAsync(kind);
            return;
        }

        var before = await Attached.CountAsync();
        var file = new FilePayload { Name = "page.pdf", MimeType = "application/pdf", Buffer = PendingTests.Pdf };
        await page.Locator("#files").SetInputFilesAsync(file);
        await Assertions.Expect(Attached).ToHaveCountAsync(before + 1);
    }

    public Task ChooseFaultAsync(string fault) => page.GetByLabel("Inject a fault").SelectOptionAsync(fault);

    public Task SendAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();

    /// <summary>Drops this many small contact cards on the phone.</summary>
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

    /// <summary>Waits until the cards show this many stored media files.</summary>
    public Task StoredAsync(int count) => Assertions.Expect(Sent.Locator(".card[data-stage=stored]")).ToHaveCountAsync(count);

    /// <summary>Waits until a card shows that a media file is a dead letter.</summary>
    public Task DeadAsync() => Assertions.Expect(Sent.Locator(".card[data-stage=dead]")).ToHaveCountAsync(1);
}
