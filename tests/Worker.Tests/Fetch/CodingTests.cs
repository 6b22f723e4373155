using System.Text;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Tests.Fetch;

/// <summary>Content-Encoding, Transfer-Encoding, and lengths: only a complete attachment is stored.</summary>
public sealed class CodingTests
{
    private static readonly byte[] Photo = Sample.Jpeg(300_000);

    [Theory]
    [InlineData("identity")]
    [InlineData("Identity, identity")]
    [InlineData("")]
    [InlineData(" , ")]
    public async Task An_encoding_without_effect_is_accepted(string encoding)
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Ok(Photo, $"Content-Encoding: {encoding}\r\n")), Photo);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    [InlineData("br, gzip")]
    [InlineData("gzip, gzip")]
    public async Task An_encoded_body_is_stored_decoded(string encoding)
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(
            worker,
            worker.Job(Reply.Ok(await ContentEncoding.EncodeAsync(Photo, encoding), $"Content-Encoding: {encoding}\r\n")),
            Photo);
    }

    [Fact]
    public async Task Deflate_without_a_zlib_header_is_stored_decoded()
    {
        await using var worker = new TestWorker();
        await Expect.StoredAsync(
            worker,
            worker.Job(Reply.Ok(await ContentEncoding.EncodeAsync(Photo, "raw"), "Content-Encoding: deflate\r\n")),
            Photo);
    }

    [Fact]
    public async Task A_chunked_gzip_body_is_stored_decoded()
    {
        await using var worker = new TestWorker();
        var head = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n";
        await Expect.StoredAsync(worker, worker.Job(Reply.Raw(head, Chunk(await ContentEncoding.EncodeAsync(Photo, "gzip")))), Photo);
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("zstd")]
    [InlineData("gzip gzip")]
    [InlineData("gzip, gzip, gzip")]
    [InlineData("+14155550123")]
    public async Task An_unsupported_encoding_is_retried_and_not_quoted(string encoding)
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Ok(Photo, $"Content-Encoding: {encoding}\r\n")));
        Assert.DoesNotContain("1415", worker.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_body_that_is_not_encoded_as_declared_is_retried(string encoding)
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Ok(Photo, $"Content-Encoding: {encoding}\r\n")));
    }

    [Theory]
    [InlineData("gzip", 2)]
    [InlineData("gzip", 8)]
    [InlineData("deflate", 1)]
    [InlineData("deflate", 1000)]
    [InlineData("raw", 1000)]
    [InlineData("br", 1)]
    [InlineData("br", 1000)]
    public async Task An_encoded_body_that_ends_early_is_retried(string encoding, int missing)
    {
        var encoded = await ContentEncoding.EncodeAsync(Photo, encoding);
        await using var worker = new TestWorker();
        var header = $"Content-Encoding: {encoding.Replace("raw", "deflate", StringComparison.Ordinal)}\r\n";
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Ok(encoded[..^missing], header)));
    }

    [Fact]
    public async Task A_gzip_body_of_two_members_is_decoded_completely()
    {
        var first = await ContentEncoding.EncodeAsync(Photo[..100_000], "gzip");
        byte[] members = [.. first, .. await ContentEncoding.EncodeAsync(Photo[100_000..], "gzip")];
        await using var worker = new TestWorker();
        await Expect.StoredAsync(worker, worker.Job(Reply.Ok(members, "Content-Encoding: gzip\r\n")), Photo);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("raw")]
    [InlineData("br")]
    public async Task No_truncated_encoded_body_passes_as_complete(string encoding)
    {
        var photo = Sample.Jpeg(60);
        var encoded = await ContentEncoding.EncodeAsync(photo, encoding);
        for (var length = 0; length < encoded.Length; length++)
        {
            using var content = new MemoryStream(encoded, 0, length);
            using var response = new HttpResponseMessage { Content = new StreamContent(content) };
            response.Content.Headers.Add("Content-Encoding", encoding is "raw" ? "deflate" : encoding);
            await using var media = await MediaBody.OpenAsync(response, TestContext.Current.CancellationToken);
            using var decoded = new MemoryStream();

            var failure = await Record.ExceptionAsync(() => media.Content.CopyToAsync(decoded, TestContext.Current.CancellationToken));

            Assert.True(
                failure is not null || decoded.ToArray().AsSpan().SequenceEqual(photo),
                $"the first {length} of {encoded.Length} bytes passed");
        }
    }

    [Fact]
    public async Task An_encoded_body_of_0_bytes_is_dead_lettered_as_empty()
    {
        await using var worker = new TestWorker();
        await Expect.DeadLetteredAsync(
            worker,
            worker.Job(Reply.Ok(await ContentEncoding.EncodeAsync([], "gzip"), "Content-Encoding: gzip\r\n")),
            FailureReason.Empty);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task The_size_limit_applies_to_decoded_bytes(string encoding)
    {
        var encoded = await ContentEncoding.EncodeAsync(Photo, encoding);
        await using var worker = new TestWorker(options => options with { MaxMediaBytes = Photo.Length });
        await Expect.StoredAsync(worker, worker.Job(Reply.Ok(encoded, $"Content-Encoding: {encoding}\r\n")), Photo);
        await using var smaller = new TestWorker(options => options with { MaxMediaBytes = Photo.Length - 1 });
        await Expect.DeadLetteredAsync(
            smaller,
            smaller.Job(Reply.Ok(encoded, $"Content-Encoding: {encoding}\r\n")),
            FailureReason.TooLarge);
    }

    [Theory]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n")]
    [InlineData("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked, chunked\r\n")]
    [InlineData("Transfer-Encoding: x-gzip;q=1, chunked\r\n")]
    public async Task A_transfer_coding_other_than_chunked_is_retried(string header)
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Raw(header, Chunk(await ContentEncoding.EncodeAsync(Photo, "gzip")))));
    }

    [Fact]
    public async Task A_transfer_coding_without_chunked_is_retried()
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(
            worker,
            worker.Job(Reply.Raw("Transfer-Encoding: gzip\r\n", await ContentEncoding.EncodeAsync(Photo, "gzip"))));
    }

    [Theory]
    [InlineData("Content-Length: 300000\r\nContent-Length: 1000\r\n")]
    [InlineData("Content-Length: 1000\r\nContent-Length: 300000\r\n")]
    [InlineData("Content-Length: 1000, 300000\r\n")]
    [InlineData("Content-Length: abc\r\n")]
    [InlineData("Content-Length: -1\r\n")]
    [InlineData("Content-Length: 99999999999999999999\r\n")]
    [InlineData("Content-Length: 1000\r\nTransfer-Encoding: identity\r\nContent-Length: 300000\r\n")]
    public async Task A_contradictory_or_invalid_length_is_retried(string headers)
    {
        await using var worker = new TestWorker();
        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Raw(headers, Photo)));
    }

    private static byte[] Chunk(byte[] bytes) => [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n0\r\n\r\n"u8];
}
