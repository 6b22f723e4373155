using Microsoft.Playwright;
using MmsQueue.Cli.Tests;

namespace MmsQueue.Browser.Tests;

/// <summary>The pipeline on Local's front page.</summary>
public sealed class PipelineTests(RunningSystem system, Chromium chromium) : BrowserTest(system, chromium)
{
    [Fact]
    public async Task A_dead_letter_appears_with_its_reason_and_a_replay_stores_its_file()
    {
        var page = await NewPageAsync(1280, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        await front.ChooseFaultAsync("401");
        await front.AttachSampleAsync("Photo");
        await front.SendAsync();
        await front.DeadAsync();
        var letters = await front.Letters.CountAsync();
        await Assertions.Expect(front.Letters.First).ToContainTextAsync("unauthorized");

        await front.Letters.First.GetByRole(AriaRole.Button).ClickAsync();

        await front.StoredAsync(1);
        await Assertions.Expect(front.Letters).ToHaveCountAsync(letters - 1);
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("1 replay");
    }

    [Fact]
    public async Task A_replay_whose_fault_is_not_fixed_becomes_a_dead_letter_again()
    {
        var page = await NewPageAsync();
        var front = await FrontPage.OpenAsync(page, Front);
        await front.ChooseFaultAsync("403");
        await front.AttachSampleAsync("Contact card");
        await front.SendAsync();
        await front.DeadAsync();

        await page.GetByLabel("Clear the fault").UncheckAsync();
        await front.Letters.First.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(front.Messages.First).ToContainTextAsync("1 replay");
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("dead letter");
        await Assertions.Expect(front.Letters.First).ToContainTextAsync("unauthorized");
    }

    [Fact]
    public async Task While_the_worker_is_switched_off_jobs_wait_in_the_queue()
    {
        var page = await NewPageAsync(1280, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        await using var worker = await PausedWorker.HoldAsync(Client.Http, Front);
        await Assertions.Expect(front.Switch).ToHaveAttributeAsync("aria-checked", "false");
        await front.AttachSampleAsync("Picture");
        await front.SendAsync();
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("1 waiting");

        await front.Switch.ClickAsync();

        await front.StoredAsync(1);
    }

    [Fact]
    public async Task Jobs_that_wait_for_their_next_receive_are_counted_separately()
    {
        var page = await NewPageAsync(1440, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        await front.ChooseFaultAsync("500");
        await front.AttachSampleAsync("Photo");
        await front.AttachSampleAsync("Picture");
        await front.SendAsync();
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("2 to retry", new() { Timeout = 60_000 });

        await Assertions.Expect(page.Locator("#later-figure")).ToHaveTextAsync("2", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#worker-figure")).ToHaveTextAsync("0");
        await Assertions.Expect(page.Locator(".flow")).Not.ToContainTextAsync("in flight");
    }

    [Fact]
    public async Task The_number_of_dead_letters_is_visible_in_the_pipeline()
    {
        var page = await NewPageAsync(1440, 900);
        var front = await FrontPage.OpenAsync(page, Front);
        await front.ChooseFaultAsync("401");
        await front.AttachSampleAsync("Photo");
        await front.SendAsync();
        await front.DeadAsync();

        await Assertions.Expect(page.Locator(".flow #dead-figure")).ToHaveTextAsync($"{await front.Letters.CountAsync()}");
        await Assertions.Expect(page.Locator(".flow #dead-figure")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_page_that_is_opened_later_shows_earlier_messages()
    {
        var reply = await Client.SendAsync([Places.Photo], ("from", Phone.New()));
        await Client.StoredAsync(reply.Links[0]);

        var front = await FrontPage.OpenAsync(await NewPageAsync(), Front);

        await Assertions.Expect(front.Messages.First).ToContainTextAsync(reply.MessageSid[^6..]);
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("stored in");
    }

    [Fact]
    public async Task The_page_stays_live_and_within_bounds_under_a_load_of_500_messages()
    {
        var page = await NewPageAsync(1280, 900);
        var front = await FrontPage.OpenAsync(page, Front);

        var load = await Mmsq.RunAsync(Places.Repository, "load", "--messages", "500", "--outputs", Path.Combine(DataPath, "stack.json"));
        Assert.True(load.ExitCode == 0, load.Errors + load.Output);

        await Assertions.Expect(front.Messages).ToHaveCountAsync(50);
        Assert.InRange(await front.LogLines.CountAsync(), 1, 100);
        await front.AttachSampleAsync("Photo");
        await front.SendAsync();
        await front.StoredAsync(1);
        await Assertions.Expect(front.Messages).ToHaveCountAsync(50);
        await Assertions.Expect(front.Messages.First).ToContainTextAsync("318 kB");
        await Assertions.Expect(front.Messages.First).ToBeInViewportAsync();
    }
}
