using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace MmsQueue.Emulator.Twilio;

/// <summary>A hosted media file: the path of its bytes, its type and its message's fault.</summary>
internal sealed record HostedMedia(string Sid, string MessageSid, string Path, string ContentType, Fault Fault);

/// <summary>The simulated Twilio's media files. They are kept on disk, so that waiting jobs survive a restart.</summary>
internal sealed class MediaStore
{
    /// <summary>Stands for any message's SID: the media file belongs to every message.</summary>
    public const string AnyMessage = "";

    private readonly string _folder;
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HostedMedia> _links = new(StringComparer.Ordinal);

    public MediaStore(string folder)
    {
        _folder = folder;
        DataFolder.Guard(folder, () => Directory.CreateDirectory(folder));
    }

    public async Task<HostedMedia> AddAsync(
        string messageSid, Stream content, string contentType, Fault fault, CancellationToken cancellationToken)
    {
        var sid = "ME" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        await using (var file = File.Create(PathOf(sid)))
        {
            await content.CopyToAsync(file, cancellationToken);
        }

        var media = new HostedMedia(sid, messageSid, PathOf(sid), contentType, fault);
        Describe(media);
        return media;
    }

    /// <summary>A message's media file; null if the message has none with this SID, or it was deleted.</summary>
    public HostedMedia? Find(string sid, string? messageSid) => Find(sid) switch
    {
        { MessageSid: AnyMessage } media when messageSid is { Length: > 0 } => media with { MessageSid = messageSid },
        { } media when media.MessageSid == messageSid => media,
        _ => null,
    };

    /// <summary>A media file; null if there is none with this SID, or it was deleted.</summary>
    public HostedMedia? Find(string sid)
    {
        if (sid.Length != 34 || !sid.All(char.IsAsciiLetterOrDigit) || !File.Exists(PathOf(sid) + ".json"))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(PathOf(sid) + ".json"));
        string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
        return new HostedMedia(sid, Text("messageSid"), PathOf(sid), Text("contentType"), Fault.Parse(Text("fault")) ?? Fault.None);
    }

    /// <summary>Deletes a message's media file. A file that belongs to every message stays, because other messages need it.</summary>
    public void Delete(string sid)
    {
        if (Find(sid) is { MessageSid: AnyMessage })
        {
            return;
        }

        File.Delete(PathOf(sid) + ".json");
        File.Delete(PathOf(sid));
    }

    /// <summary>Clears the fault of a media file.</summary>
    public void ClearFault(string sid)
    {
        if (Find(sid) is { } media)
        {
            Describe(media with { Fault = Fault.None });
        }
    }

    /// <summary>Counts a request and returns its number, from 1.</summary>
    public int Count(string what) => _requests.AddOrUpdate(what, 1, static (_, count) => count + 1);

    /// <summary>A token that serves the media file without credentials.</summary>
    public string Link(HostedMedia media)
    {
        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        _links[token] = media;
        return token;
    }

    public HostedMedia? FindByLink(string token) =>
        _links.TryGetValue(token, out var media) ? Find(media.Sid, media.MessageSid) : null;

    // Written to a new file and moved, so that a concurrent reader never sees half of it.
    private static void Describe(HostedMedia media)
    {
        var about = Http.Json(json =>
        {
            json.WriteString("messageSid", media.MessageSid);
            json.WriteString("contentType", media.ContentType);
            json.WriteString("fault", media.Fault.Name);
        });
        File.WriteAllBytes(media.Path + ".new", about.Span);
        File.Move(media.Path + ".new", media.Path + ".json", overwrite: true);
    }

    private string PathOf(string sid) => Path.Combine(_folder, sid);
}
