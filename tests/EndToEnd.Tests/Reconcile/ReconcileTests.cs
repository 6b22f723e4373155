using System.Globalization;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.EndToEnd.Tests.Reconcile;

/// <summary>The promise for messages that the webhook never received, with every function as a process.</summary>
public sealed class ReconcileTests
{
    // 5,000 take minutes. Set MMSQUEUE_RECONCILE_MESSAGES to run as many.
    private static readonly int Messages =
        int.Parse(Environment.GetEnvironmentVariable("MMSQUEUE_RECONCILE_MESSAGES") ?? "300", CultureInfo.InvariantCulture);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_run_after_an_outage_brings_every_photo_home_and_answers_everybody_once()
    {
        await using var system = await ReconcileSystem.StartAsync(Token);
        var sent = new SentMessages(system, seed: 5000);
        await sent.SendAsync(Messages, Token);
        await sent.EnqueueSomeAsync(system.Key, system.UrlsAsync, Token);
        await ReconcileSystem.AgedAsync(Token);
        await system.DrainedAsync(Token);

        var first = await system.RunAsync(Token);
        await system.DrainedAsync(Token);
        var second = await system.RunAsync(Token);

        var lost = sent.All.Count(message => message.State is not WebhookState.Up);
        Assert.InRange(lost, Messages / 5, Messages * 3 / 5);
        Assert.Equal((lost, lost), (first?.GetProperty("Recovered").GetInt32(), first?.GetProperty("Replies").GetInt32()));
        Assert.Equal((0, 0), (second?.GetProperty("Recovered").GetInt32(), second?.GetProperty("Replies").GetInt32()));
        await AssertEverythingIsHomeAsync(system, sent);
        foreach (var sender in sent.All.GroupBy(message => message.From, StringComparer.Ordinal))
        {
            Assert.Equal(sender.Count(), await system.CountAsync(sender.Key, Token));
        }
    }

    [Fact]
    public async Task A_reconciler_that_is_killed_again_and_again_ends_the_same()
    {
        await using var system = await ReconcileSystem.StartAsync(Token);
        var sent = new SentMessages(system, seed: 20);
        await sent.SendAsync(100, Token);
        await ReconcileSystem.AgedAsync(Token);

        var random = new Random(20);
        for (var kill = 0; kill < 20; kill++)
        {
            var run = system.RunAsync(Token);
            await Task.WhenAny(run, Task.Delay(random.Next(50, 1500), Token));
            system.KillReconciler();
            await run;
        }

        await system.DrainedAsync(Token);
        await LastRunAsync(system);
        await system.DrainedAsync(Token);
        await AssertEverythingIsHomeAsync(system, sent);
    }

    // The last kill can hit the process while it is idle, so that the next event still goes to it.
    private static async Task LastRunAsync(ReconcileSystem system)
    {
        if (await system.RunAsync(Token) is null)
        {
            Assert.NotNull(await system.RunAsync(Token));
        }
    }

    private static async Task AssertEverythingIsHomeAsync(ReconcileSystem system, SentMessages sent)
    {
        var stored = await system.StoredAsync(Token);
        var hashes = sent.All.SelectMany(message => message.Hashes);
        Assert.Equal(hashes.Order(StringComparer.Ordinal), stored.Values.Select(file => file.Hash).Order(StringComparer.Ordinal));
        Assert.Equal(stored.Count, stored.Values.Select(file => file.MediaSid).Distinct(StringComparer.Ordinal).Count());

        var answered = sent.All.Where(message => message.State is WebhookState.Up).ToList();
        Assert.All(
            answered,
            message => Assert.Equal(message.Hashes, message.Links.Select(link => stored[KeyOf(link)].Hash), StringComparer.Ordinal));

        Assert.Equal(sent.All.Count - answered.Count, system.Sent.Count);
        var links = system.Sent.SelectMany(reply => reply.Split(' ', '\n'))
            .Where(word => word.StartsWith("https://", StringComparison.Ordinal)).ToList();
        Assert.Equal(links.Count, links.Distinct(StringComparer.Ordinal).Count());
        Assert.All(links, link => Assert.True(stored.ContainsKey(KeyOf(link))));
    }

    private static string KeyOf(string link) => new Uri(link).AbsolutePath[1..];
}
