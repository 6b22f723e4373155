using System.Reflection;
using MmsQueue.Cli.Load;
using MmsQueue.Operations;

namespace MmsQueue.Cli.Tests;

/// <summary>Reading sample events.</summary>
public sealed class LoadEventsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mmsq-events-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_projects_events_yield_their_jobs_and_their_webhooks_media_files()
    {
        var templates = SampleEvents.Read(Path.Combine(Repository, "events"));

        Assert.Equal(
            [
                ("sqs-batch.json", 2), ("sqs-poison.json", 9), ("webhook-get.json", 1), ("webhook-post.json", 1),
                ("webhook-ten-media.json", 10), ("webhook-unsigned.json", 1), ("webhook-whatsapp.json", 1),
            ],
            templates.GroupBy(template => template.File, StringComparer.Ordinal).Select(file => (file.Key, file.Count())));
        var ten = templates.Where(template => template.File == "webhook-ten-media.json");
        Assert.Equal(10, ten.Select(template => template.MediaIndex).Distinct().Count());
        Assert.All(templates, template => Assert.Contains('/', template.ContentType));
    }

    [Fact]
    public void The_projects_events_are_built_in() =>
        Assert.Equal(SampleEvents.Read(Path.Combine(Repository, "events")), SampleEvents.Read(null));

    [Fact]
    public void A_media_file_has_its_types_signature_and_is_reproducible()
    {
        var photo = SampleMedia.Create("image/jpeg", 1000);

        Assert.Equal([0xFF, 0xD8, 0xFF], photo[..3]);
        Assert.Equal(photo, SampleMedia.Create("image/jpeg", 1000));
        Assert.Equal(2, SampleMedia.Create("image/png", 2).Length);
    }

    [Fact]
    public void A_folder_without_media_files_is_rejected_in_one_line()
    {
        File.WriteAllText(Path.Combine(_folder, "webhook-sms.json"), """{"body":"NumMedia=0","isBase64Encoded":false}""");

        var e = Assert.Throws<OperatorException>(() => SampleEvents.Read(_folder));

        Assert.Equal($"No sample event in {_folder} has a media file: choose another folder with --events.", e.Message);
    }

    [Theory]
    [InlineData("sqs-a.json", "{")]
    [InlineData("sqs-a.json", "{}")]
    [InlineData("webhook-a.json", "[]")]
    [InlineData("webhook-a.json", """{"body":"*","isBase64Encoded":true}""")]
    public void The_error_names_an_invalid_file(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name), text);

        var e = Assert.Throws<OperatorException>(() => SampleEvents.Read(_folder));

        Assert.StartsWith(Path.Combine(_folder, name) + " is not a sample event: ", e.Message, StringComparison.Ordinal);
    }

    private static string Repository { get; } = typeof(LoadEventsTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;
}
