using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>Local's front page, as a person uses it.</summary>
internal sealed class FrontPage(IPage page, string? newestBefore)
{
    /// <summary>What the phone shows of the messages that came after the page was opened.</summary>
    public ILocator Sent => page.Locator(newestBefore is null ? "#thread" : $".exchange[data-sid='{newestBefore}'] ~ .exchange");

    public ILocator Messages => page.Locator("#messages > li");

    public ILocator Letters => page.Locator("#letters > li");

    public ILocator LogLines => page.Locator("#log > li");

    /// <summary>What is under a reply, one for each link.</summary>
    public ILocator Cards => Sent.Locator(".card");

    public ILocator Attached => page.Locator("#chosen > li");

    public ILocator Switch => page.GetByRole(AriaRole.Switch, new() { Name = "Process jobs" });

    public ILocator Text => page.GetByLabel("Text", new() { Exact = true });

    public static async Task<FrontPage> OpenAsync(IPage page, Uri front)
    {
        await page.GotoAsync(front.ToString());
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Live");
        // The state, which is shown a frame after it has come.
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

    /// <summary>Attaches a sample, or a small PDF, which is none of them.</summary>
    public async Task AttachAsync(string kind)
    {
        if (kind != "PDF")
        {
            await AttachSampleAsync(kind);
            return;
        }

        var before = await Attached.CountAsync();
        await page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "page.pdf", MimeType = "application/pdf", Buffer = PendingTests.Pdf });
        await Assertions.Expect(Attached).ToHaveCountAsync(before + 1);
    }

    public Task ChooseFaultAsync(string fault) => page.GetByLabel("Inject a fault").SelectOptionAsync(fault);

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
    public Task StoredAsync(int count) => Assertions.Expect(Sent.Locator(".card[data-stage=stored]")).ToHaveCountAsync(count);

    /// <summary>Waits until a media is a dead letter, as the card under its reply says.</summary>
    public Task DeadAsync() => Assertions.Expect(Sent.Locator(".card[data-stage=dead]")).ToHaveCountAsync(1);
}
