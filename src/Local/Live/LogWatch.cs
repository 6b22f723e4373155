using MmsQueue.Shared;

namespace MmsQueue.Local.Live;

/// <summary>Reads the functions' logs, the only source of a job's outcome.</summary>
internal sealed class LogWatch(LiveBoard board)
{
    /// <summary>Reads a line. The reconciler's runs that saw no message are not shown, because there are four a minute.</summary>
    public void Read(string function, string line)
    {
        if (LogEntry.Read(line) is not { } entry)
        {
            board.Add(new LiveLine(board.Now, function, "Error", line));
        }
        else if (entry is { Message: not null, Time: { } at, Seen: not 0 })
        {
            board.Add(new LiveLine(at, function, entry.Level ?? "", entry.Text));
            Read(entry, at);
        }
    }

    private void Read(LogEntry entry, DateTimeOffset at)
    {
        switch (entry)
        {
            case { Event: "Stored" }:
                // A job whose file is already stored reports no size.
                Change(media => Ended(media, LiveStage.Stored, detail: null) with
                {
                    Bytes = entry.Bytes > 0 ? entry.Bytes : media.Bytes,
                    ContentType = entry.ContentType ?? media.ContentType,
                });
                break;
            case { Event: "Failed", Reason: { } reason }:
                Change(media => Ended(media, LiveStage.Dead, reason));
                board.Add(new LiveLetter(entry.SqsMessageId ?? "", entry.MessageSid, entry.MediaIndex, reason, entry.Detail ?? "", at)
                {
                    Receives = entry.ReceiveCount,
                });
                break;
            case { Event: "Failed", Detail: { } detail }:
                Change(media => Ended(media, LiveStage.Waiting, LiveJson.WithoutNumbers(detail)));
                break;
        }

        void Change(Func<LiveMedia, LiveMedia> change)
        {
            if (entry.MessageSid is { } sid && Sid.IsMessage(sid))
            {
                board.Change(sid, message => message.With(entry.MediaIndex, change));
            }
        }

        LiveMedia Ended(LiveMedia media, LiveStage stage, string? detail) =>
            media with { Stage = stage, EndedAt = at, Tries = entry.Tries, Receives = entry.ReceiveCount, Detail = detail };
    }
}
