using System.Text.Json;

namespace MmsQueue.Local.Live;

/// <summary>Saves the board's newest messages and its totals to a file, at most a second late.</summary>
internal sealed class BoardFile(string path, LiveBoard board, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private LiveState? _saved;
    private bool _isBroken;

    /// <summary>Restores what an earlier run saved. A file that is unreadable or invalid counts as empty.</summary>
    public void Load()
    {
        try
        {
            using var file = File.OpenRead(path);
            if (JsonSerializer.Deserialize(file, LiveJson.Default.LiveState) is { Totals: not null, Messages: not null } state)
            {
                board.Load(state);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            if (e is not FileNotFoundException)
            {
                say($"The page starts empty: cannot read {path} ({e.GetType().Name}).");
            }
        }
    }

    /// <summary>Saves changes every second, and once more at the end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Pause, time);
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Save();
            }
        }
        catch (OperationCanceledException)
        {
            Save();
        }
    }

    // Written to a new file and moved: a crash leaves either the old or the new file.
    private void Save()
    {
        var state = board.State();
        if (ReferenceEquals(state, _saved))
        {
            return;
        }

        try
        {
            File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(state, LiveJson.Default.LiveState));
            File.Move(path + ".new", path, overwrite: true);
            (_saved, _isBroken) = (state, false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_isBroken)
            {
                say($"Cannot save the page's state: {e.Message}");
            }

            _isBroken = true;
        }
    }
}
