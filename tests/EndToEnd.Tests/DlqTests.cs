using MmsQueue.Cli.Tests;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>The runbook in practice: photos fail, and are listed, fixed and replayed with mmsq, on a separate Local.</summary>
public sealed class DlqTests
{
    [Fact]
    public async Task A_replay_stores_exactly_the_photos_whose_fault_is_fixed()
    {
        using var data = new TemporaryFolder();
        await using var local = await LocalAsync(data);
        using var phone = new DlqPhone(data.Path);
        var missing = await phone.SendAsync(20, "404");
        var refused = await phone.SendAsync(5, "401");
        await phone.DeadAsync(25);

        var list = (await MmsqAsync(phone, "dlq", "list")).Json;
        Assert.Equal(20, list.GetProperty("reasons").GetProperty("not-found").GetInt32());
        Assert.Equal(5, list.GetProperty("reasons").GetProperty("unauthorized").GetInt32());

        await MmsqAsync(phone, "dlq", "replay", "--reason", "unauthorized", "--dry-run");
        Assert.Equal(25, await phone.DepthAsync());
        Assert.Equal(0, await phone.ServedAsync(refused));

        phone.Fix("401");
        var replay = (await MmsqAsync(phone, "dlq", "replay", "--reason", "unauthorized", "--yes")).Json;
        Assert.Equal(5, replay.GetProperty("replayed").GetInt32());
        await phone.ServedAsync(refused, 5);
        Assert.Equal(0, await phone.ServedAsync(missing));
        var rest = (await MmsqAsync(phone, "dlq", "list")).Json;
        Assert.Equal(20, rest.GetProperty("count").GetInt32());
        Assert.Equal(20, rest.GetProperty("reasons").GetProperty("not-found").GetInt32());
    }

    [Fact]
    public async Task A_replay_killed_halfway_and_run_again_stores_everything()
    {
        using var data = new TemporaryFolder();
        await using var local = await LocalAsync(data);
        using var phone = new DlqPhone(data.Path);
        var links = await phone.SendAsync(20, "401");
        await phone.DeadAsync(20);
        phone.Fix("401");

        await using (var killed = Mmsq.Start(phone.Folder, phone.With("dlq", "replay", "--all", "--yes", "--rate", "0.1")))
        {
            await phone.ServedAsync(links, 1);
            killed.Signal("-KILL");
            await killed.EndAsync();
        }

        Assert.InRange(await phone.ServedAsync(links), 1, 19);
        // The messages that the killed replay held become visible when its hold ends.
        while (await phone.DepthAsync() > 0)
        {
            await MmsqAsync(phone, "dlq", "replay", "--all", "--yes");
        }

        await phone.ServedAsync(links, 20);
    }

    [Fact]
    public async Task A_server_side_replay_stores_every_photo_whose_fault_is_fixed()
    {
        using var data = new TemporaryFolder();
        await using var local = await LocalAsync(data);
        using var phone = new DlqPhone(data.Path);
        var links = await phone.SendAsync(12, "401");
        await phone.DeadAsync(12);
        phone.Fix("401");

        var move = (await MmsqAsync(phone, "dlq", "replay", "--server-side", "--yes")).Json;

        Assert.Equal(("COMPLETED", 12), (move.GetProperty("status").GetString(), move.GetProperty("moved").GetInt32()));
        await phone.ServedAsync(links, 12);
        Assert.Equal(0, await phone.DepthAsync());
    }

    // Without the grace period, a 404 is final at once; in AWS, after two minutes.
    private static async Task<LocalProcess> LocalAsync(TemporaryFolder data)
    {
        var local = LocalProcess.Start(data.Path, [], ("NOT_FOUND_GRACE_SECONDS", "0"));
        await local.ServingAsync();
        return local;
    }

    private static async Task<MmsqAnswer> MmsqAsync(DlqPhone phone, params string[] arguments)
    {
        var answer = await Mmsq.RunAsync(phone.Folder, [.. phone.With(arguments), "--json"]);
        Assert.True(answer.ExitCode == 0, answer.Errors);
        return answer;
    }
}
