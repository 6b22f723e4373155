using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests.Store;

/// <summary>Only a body without a declared length is spooled to a file, and the file never outlives the attempt.</summary>
[Collection(ProcessWide.Name)]
public sealed class SpoolTests : IDisposable
{
    private static readonly byte[] Photo = Sample.Jpeg(100_000);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spool-");
    private readonly EnvironmentScope _environment;

    public SpoolTests() => _environment = new EnvironmentScope(("TMPDIR", _folder.FullName));

    public void Dispose()
    {
        _environment.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_body_with_a_declared_length_needs_no_file()
    {
        Assert.Equal(0, await SpooledAsync(Reply.Ok(Photo)));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task A_chunked_body_is_spooled_to_a_file_that_is_then_deleted()
    {
        Assert.Equal(1, await SpooledAsync(Reply.Chunked(Photo)));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task An_encoded_body_is_spooled_to_a_file_because_its_length_is_unknown()
    {
        Assert.Equal(1, await SpooledAsync(Reply.Ok(await ContentEncoding.EncodeAsync(Photo, "gzip"), "Content-Encoding: gzip\r\n")));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task The_file_is_deleted_when_the_upload_fails()
    {
        Assert.Equal(1, await SpooledAsync(Reply.Chunked(Photo), status: 503));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task The_file_is_deleted_when_the_body_is_too_large()
    {
        await SpooledAsync(Reply.Endless(Photo));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task The_file_is_deleted_when_the_body_ends_early()
    {
        await SpooledAsync(Reply.Chunked(Photo, whole: false));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task The_file_is_deleted_when_time_runs_out()
    {
        await using var s3 = new HostileServer { Otherwise = Reply.Hang };
        await using var worker = new TestWorker(
            store: options => new S3MediaStore(AwsEmulator.S3At(s3.Origin), options, isPlainHttp: true));
        var handling = worker.HandleAsync(worker.Job(Reply.Chunked(Photo)));
        await s3.NextCallAsync();
        Assert.Single(_folder.GetFiles());

        worker.Time.Advance(TimeSpan.FromSeconds(58));

        Assert.Single((await handling).BatchItemFailures);
        Assert.Empty(_folder.GetFiles());
    }

    // The number of files during the upload.
    private async Task<int> SpooledAsync(Reply media, int status = 200)
    {
        var files = 0;
        await using var s3 = new HostileServer
        {
            Otherwise = new Reply(async (call, token) =>
            {
                files = _folder.GetFiles().Length;
                await call.ReadBodyAsync(token);
                await Reply.Status(status).Write(call, token);
            }),
        };
        await using var worker = new TestWorker(
            settings: options => options with { MaxTries = 1, MaxMediaBytes = 500_000 },
            store: options => new S3MediaStore(AwsEmulator.S3At(s3.Origin), options, isPlainHttp: true));
        await worker.HandleAsync(worker.Job(media));
        return files;
    }
}
