using System.Globalization;
using System.Security.Cryptography;
using MmsQueue.Shared;

namespace MmsQueue.EndToEnd.Tests.Chaos;

/// <summary>A job, the fault of its media file, and the seed of that file's bytes.</summary>
internal sealed record ChaosJob(MediaJob Job, MediaFault Fault, int Seed)
{
    private static readonly MediaKey Keys = new("the secret of links that nobody opens", "media");

    /// <summary>The queue message.</summary>
    public string Body { get; } = Job.ToJson();

    /// <summary>The expected outcome: <c>stored</c>, or the code of the reason in the dead-letter queue.</summary>
    public string Expected => Fault switch
    {
        MediaFault.NotFound => FailureReason.NotFound.ToCode(),
        MediaFault.Unauthorized => FailureReason.Unauthorized.ToCode(),
        MediaFault.Empty => FailureReason.Empty.ToCode(),
        MediaFault.TooLarge => FailureReason.TooLarge.ToCode(),
        _ => "stored",
    };

    public static ChaosJob Create(int index, MediaFault fault, int seed, Uri origin, DateTimeOffset now)
    {
        var messageSid = string.Create(CultureInfo.InvariantCulture, $"MM{index:x32}");
        var mediaSid = string.Create(CultureInfo.InvariantCulture, $"ME{index:x32}");
        var path = $"/2010-04-01/Accounts/{ChaosMediaServer.Account}/Messages/{messageSid}/Media/{mediaSid}";
        var job = new MediaJob
        {
            Version = MediaJob.CurrentVersion,
            MessageSid = messageSid,
            AccountSid = ChaosMediaServer.Account,
            MediaIndex = 0,
            MediaUrl = new Uri(origin, path).ToString(),
            ContentType = "image/jpeg",
            Key = Keys.For(messageSid, messageSid, 0, "image/jpeg"),
            // A 404 is temporary only for a recent job.
            ReceivedAt = fault == MediaFault.NotFoundTwice ? now : now.AddHours(-1),
        };
        return new ChaosJob(job, fault, seed + index);
    }

    /// <summary>The file's 20 to 200 kB, the same on each call.</summary>
    public byte[] Media()
    {
        var random = new Random(Seed);
        var bytes = new byte[random.Next(20_000, 200_000)];
        random.NextBytes(bytes);
        ((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF, 0xE0]).CopyTo(bytes);
        return bytes;
    }

    public string Sha256() => Convert.ToHexString(SHA256.HashData(Media()));
}
