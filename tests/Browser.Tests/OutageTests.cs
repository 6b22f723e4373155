using Microsoft.Playwright;

namespace MmsQueue.Browser.Tests;

/// <summary>An outage of the endpoint on the front page, with a separate Local.</summary>
public sealed class OutageTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    private const int Minute = 60_000;

    [Fact]
    public async Task Photos_sent_while_the_endpoint_is_down_are_recovered_and_answered_within_a_minute()
    {
        using var data = new TemporaryFolder();
        await using var local = LocalProcess.Start(data.Path, []);
        await local.ServingAsync();
        var url = new Uri(new Uri(Stack.Read(data.Path)["SimulatorUrl"]).GetLeftPart(UriPartial.Authority));
        var page = await NewPageAsync(1280, 900, ours: url);
        var front = await FrontPage.OpenAsync(page, url);
        var down = page.GetByRole(AriaRole.Switch, new() { Name = "Endpoint down" });
        var recovered = front.Messages.Filter(new() { HasText = "recovered" });

        await down.ClickAsync();
        await Assertions.Expect(down).ToHaveAttributeAsync("aria-checked", "true");
        foreach (var sample in (string[])["Photo", "Picture", "Animation"])
        {
            await front.AttachSampleAsync(sample);
            await front.Text.FillAsync("Is this thing on?");
            await front.SendAsync();
        }

        await Assertions.Expect(front.Sent.Filter(new() { HasText = "Reached Twilio, not us" })).ToHaveCountAsync(3);
        await Assertions.Expect(front.Messages.Filter(new() { HasText = "reached Twilio, not us" })).ToHaveCountAsync(3);
        await ScreenshotAsync(page, "outage-down");

        await down.ClickAsync();

        await Assertions.Expect(front.Sent.Locator(".in .bubble")).ToHaveCountAsync(3, new() { Timeout = Minute });
        await Assertions.Expect(front.Sent.Locator(".card[data-stage=stored]")).ToHaveCountAsync(3, new() { Timeout = Minute });
        await Assertions.Expect(recovered.Filter(new() { HasText = "stored in" })).ToHaveCountAsync(3);
        await Assertions.Expect(front.Sent.Filter(new() { HasText = "Recovered" })).ToHaveCountAsync(3);
        await ScreenshotAsync(page, "outage-page");

        // Of the README.
        await ScreenshotAsync(page.Locator("#phone"), "outage");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task A_missed_message_and_the_switch_are_accessible(ColorScheme scheme)
    {
        await using var endpoint = new Endpoint(Client.Http, Front);
        var page = await NewPageAsync(scheme: scheme);
        var front = await FrontPage.OpenAsync(page, Front);
        var down = page.GetByRole(AriaRole.Switch, new() { Name = "Endpoint down" });
        await down.ClickAsync();
        await Assertions.Expect(down).ToHaveAttributeAsync("aria-checked", "true");

        // A text is never recovered.
        await front.Text.FillAsync("hello");
        await front.SendAsync();
        await Assertions.Expect(front.Sent.Locator(".out .status")).ToHaveTextAsync("Reached Twilio, not us");

        await Axe.CheckAsync(page);
        await ScreenshotAsync(page, $"outage-{scheme}");
        await down.ClickAsync();
        await Assertions.Expect(down).ToHaveAttributeAsync("aria-checked", "false");
    }

    // Up again for the other tests, however this one ends.
    private sealed class Endpoint(HttpClient http, Uri front) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            using var form = new FormUrlEncodedContent([new("state", "up")]);
            using var response = await http.PostAsync(new Uri(front, "/simulator/webhook"), form);
            response.EnsureSuccessStatusCode();
        }
    }
}
