using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests.Fetch;

/// <summary>A small body that decompresses to a huge one. Memory belongs to the process, so these tests run alone.</summary>
[Collection(ProcessWide.Name)]
public sealed class BombTests
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_decompression_bomb_is_dead_lettered_as_too_large_and_uses_little_memory(string encoding)
    {
        var bomb = await ContentEncoding.EncodeAsync(new byte[64 << 20], encoding);
        await using var worker = new TestWorker(store: options => new Counting(options));
        var job = worker.Job(Reply.Ok(bomb, $"Content-Encoding: {encoding}\r\n")) with { ContentType = "" };
        await worker.HandleAsync(worker.Job(Reply.Ok(Sample.Jpeg())));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await worker.HandleAsync(job);

        Assert.Equal(FailureReason.TooLarge, Assert.Single(worker.Queue.DeadLetters).Reason);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 2 << 20);
    }

    // Reads to the end and stores nothing.
    private sealed class Counting(WorkerOptions options) : IMediaStore
    {
        public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken) => Task.FromResult(false);

        public async Task<StoredMedia> PutAsync(MediaJob job, FetchedMedia media, CancellationToken cancellationToken)
        {
            await using var content = await MediaStream.OpenAsync(media, job.ContentType, options.MaxMediaBytes, cancellationToken);
            await content.CopyToAsync(Stream.Null, cancellationToken);
            return new StoredMedia(0, null, WasThere: false);
        }
    }
}
