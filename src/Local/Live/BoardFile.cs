using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>Keeps the board's newest messages and its totals in a file, at most a second behind.</summary>
internal sealed class BoardFile(string path, LiveBoard board, TimeProvider time, Action<string> say)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private LiveState? _saved;
    private bool _isBroken;

    /// <summary>Gives the board what an earlier run has left. A file that cannot be read, or is none of ours, is an empty one.</summary>
    public void Load()
    {
        try
        {
            using var file = File.OpenRead(path);
            if (JsonSerializer.Deserialize(file, LiveStateJson.Default.LiveState) is { Totals: not null, Messages: not null } state)
            {
                board.Load(state);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            if (e is not FileNotFoundException)
            {
                say($"The front page starts empty: {path} cannot be read ({e.GetType().Name}).");
            }
        }
    }

    /// <summary>Saves what is new each second, and once more at the end.</summary>
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

    // Written beside and moved: a crash leaves the old one or the new one.
    private void Save()
    {
        var state = board.State();
        if (ReferenceEquals(state, _saved))
        {
            return;
        }

        try
        {
            File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(state, LiveStateJson.Default.LiveState));
            File.Move(path + ".new", path, overwrite: true);
            (_saved, _isBroken) = (state, false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_isBroken)
            {
                say($"The front page's state cannot be saved: {e.Message}");
            }

            _isBroken = true;
        }
    }
}
