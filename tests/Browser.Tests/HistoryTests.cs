using System.Globalization;
using Microsoft.Playwright;
using MmsQueue.Cli.Tests;

namespace MmsQueue.Browser.Tests;

/// <summary>The front page after a reload, after a restart and after a burst.</summary>
public sealed class HistoryTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    [Fact]
    public async Task After_a_reload_the_phone_shows_the_conversation_with_its_photo()
    {
        var page = await NewPageAsync();
        var front = await FrontPage.OpenAsync(page, Front);
        await front.AttachSampleAsync("Photo");
        await front.Text.FillAsync("Still here?");
        await front.SendAsync();
        await front.StoredAsync(1);
        var reply = await page.Locator(".in .bubble").Last.TextContentAsync();

        await page.ReloadAsync();

        await Assertions.Expect(page.Locator(".out .bubble").Last).ToHaveTextAsync("Still here?");
        await Assertions.Expect(page.Locator(".in .bubble").Last).ToHaveTextAsync(reply!);
        await Assertions.Expect(page.Locator(".out .media img").Last).ToHaveJSPropertyAsync("naturalWidth", 1278);
        await Assertions.Expect(page.Locator(".card").Last).ToHaveAttributeAsync("data-stage", "stored");
    }

    [Fact]
    public async Task After_a_restart_the_phone_and_the_figures_are_restored()
    {
        using var data = new TemporaryFolder();
        await using (var local = LocalProcess.Start(data.Path, []))
        {
            await local.ServingAsync();
            var (_, before) = await OpenAsync(data.Path);
            await Assertions.Expect(before.Locator("#stored-figure")).ToHaveTextAsync("1");
            await before.Context.CloseAsync();
            await local.InterruptAsync();
        }

        await using var again = LocalProcess.Start(data.Path, []);
        await again.ServingAsync();
        var (_, page) = await OpenAsync(data.Path);
        await Assertions.Expect(page.Locator(".out")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".card[data-stage=stored]")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("#stored-figure")).ToHaveTextAsync("2");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_message_that_curl_or_mmsq_sends_appears_on_the_phone()
    {
        var page = await NewPageAsync();
        var front = await FrontPage.OpenAsync(page, Front);

        await Client.SendAsync([Places.Photo], ("from", Phone.New()), ("body", "from curl"));
        var sent = await Mmsq.RunAsync(Places.Repository, "send", Places.Photo, "--outputs", Path.Combine(DataPath, "stack.json"));

        Assert.True(sent.ExitCode == 0, sent.Errors + sent.Output);
        await Assertions.Expect(front.Sent.Locator(".out .bubble").First).ToHaveTextAsync("from curl");
        await front.StoredAsync(2);
    }

    [Fact]
    public async Task A_burst_through_the_webhook_is_counted_completely_and_shown_consistently()
    {
        var page = await NewPageAsync(1440, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        await front.ChooseFaultAsync("unsigned");
        await front.Text.FillAsync("refused");
        await front.SendAsync();
        await Assertions.Expect(page.Locator("#webhook-note")).ToContainTextAsync("refused");
        var answered = int.Parse((await page.Locator("#webhook-figure").TextContentAsync())!, CultureInfo.InvariantCulture);
        await page.EvaluateAsync(
            """
            () => {
              window.wrong = [];
              new MutationObserver(() => {
                const text = document.querySelector('.board').textContent;
                ['not called', 'no message yet'].filter(words => text.includes(words)).forEach(words => window.wrong.push(words));
              }).observe(document.querySelector('.board'), { childList: true, subtree: true, characterData: true });
            }
            """);

        var stack = Path.Combine(DataPath, "stack.json");
        var load = await Mmsq.RunAsync(Places.Repository, "load", "--messages", "500", "--through", "webhook", "--outputs", stack);

        Assert.True(load.ExitCode == 0, load.Errors + load.Output);
        await Assertions.Expect(page.Locator("#webhook-figure")).ToHaveTextAsync($"{answered + 500}");
        await Assertions.Expect(page.Locator("#webhook-note")).ToContainTextAsync("refused");
        await Assertions.Expect(front.Messages).ToHaveCountAsync(50);
        await Assertions.Expect(front.Messages.Filter(new() { HasText = "stored in" })).ToHaveCountAsync(50);
        await ScreenshotAsync(page, "burst");
        Assert.Empty(await page.EvaluateAsync<string[]>("() => [...new Set(window.wrong)]"));

        // The phone is up to date too.
        await Assertions.Expect(page.Locator(".exchange")).ToHaveCountAsync(50);
        await Assertions.Expect(page.Locator(".card").Last).ToBeInViewportAsync();
    }

    private async Task<(FrontPage Front, IPage Page)> OpenAsync(string data)
    {
        var front = new Uri(new Uri(Stack.Read(data)["SimulatorUrl"]).GetLeftPart(UriPartial.Authority));
        var page = await NewPageAsync(ours: front);
        return (await FrontPage.OpenAsync(page, front), page);
    }
}
