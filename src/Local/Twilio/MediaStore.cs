using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>One media as it is kept: its bytes' path, its type and the fault that its message was sent with.</summary>
internal sealed record StoredMedia(string Sid, string MessageSid, string Path, string ContentType, Fault Fault);

/// <summary>The simulated Twilio's media: files, so that a job that waits survives a restart.</summary>
internal sealed class MediaStore
{
    /// <summary>In place of a message's SID: the media may be fetched as any message's.</summary>
    public const string AnyMessage = "";

    private readonly string _folder;
    private readonly ConcurrentDictionary<string, int> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StoredMedia> _links = new(StringComparer.Ordinal);

    public MediaStore(string folder)
    {
        _folder = folder;
        DataFolder.Guard(folder, () => Directory.CreateDirectory(folder));
    }

    public async Task<StoredMedia> AddAsync(string messageSid, Stream content, string contentType, Fault fault, CancellationToken cancellationToken)
    {
        var sid = "ME" + RandomNumberGenerator.GetHexString(32, lowercase: true);
        await using (var file = File.Create(PathOf(sid)))
        {
            await content.CopyToAsync(file, cancellationToken);
        }

        var media = new StoredMedia(sid, messageSid, PathOf(sid), contentType, fault);
        Describe(media);
        return media;
    }

    /// <summary>A message's media; null when it has none of that SID, or it was deleted.</summary>
    public StoredMedia? Find(string sid, string? messageSid) => Find(sid) switch
    {
        { MessageSid: AnyMessage } media when messageSid is { Length: > 0 } => media with { MessageSid = messageSid },
        { } media when media.MessageSid == messageSid => media,
        _ => null,
    };

    /// <summary>Null when there is none of that SID, or it was deleted.</summary>
    public StoredMedia? Find(string sid)
    {
        if (sid.Length != 34 || !sid.All(char.IsAsciiLetterOrDigit) || !File.Exists(PathOf(sid) + ".json"))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(PathOf(sid) + ".json"));
        string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
        return new StoredMedia(sid, Text("messageSid"), PathOf(sid), Text("contentType"), Fault.Parse(Text("fault")) ?? Fault.None);
    }

    /// <summary>Deletes a message's media; what is every message's stays, since the others still need it.</summary>
    public void Delete(string sid)
    {
        if (Find(sid) is { MessageSid: AnyMessage })
        {
            return;
        }

        File.Delete(PathOf(sid) + ".json");
        File.Delete(PathOf(sid));
    }

    /// <summary>Forgets a media's fault.</summary>
    public void Mend(string sid)
    {
        if (Find(sid) is { } media)
        {
            Describe(media with { Fault = Fault.None });
        }
    }

    /// <summary>Counts a request, from 1.</summary>
    public int Count(string what) => _requests.AddOrUpdate(what, 1, static (_, count) => count + 1);

    /// <summary>A token under which the media is served without credentials.</summary>
    public string Link(StoredMedia media)
    {
        var token = RandomNumberGenerator.GetHexString(48, lowercase: true);
        _links[token] = media;
        return token;
    }

    public StoredMedia? FindByLink(string token) => _links.TryGetValue(token, out var media) ? Find(media.Sid, media.MessageSid) : null;

    // Never half written for one who fetches it meanwhile.
    private static void Describe(StoredMedia media)
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
