using System.Text;
using MmsQueue.Shared;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests.Store;

/// <summary>Documents, as sent by WhatsApp: recognized by declared type and first bytes together, and always downloaded.</summary>
public sealed class DocumentTests(AwsEmulator aws)
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";
    private const string Zip = "PK\u0003\u0004\u0014\0\u0006\0";
    private const string Ole = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1";

    [Theory]
    [InlineData(Office + "wordprocessingml.document", Zip, "docx")]
    [InlineData(Office + "wordprocessingml.document", Ole, "docx")] // with a password
    [InlineData(Office + "spreadsheetml.sheet", Zip, "xlsx")]
    [InlineData(Office + "presentationml.presentation", Zip, "pptx")]
    [InlineData("application/msword", Ole, "doc")]
    [InlineData("application/vnd.ms-excel", Ole, "xls")]
    [InlineData("application/vnd.ms-powerpoint", Ole, "ppt")]
    [InlineData("application/vnd.oasis.opendocument.text", Zip, "odt")]
    [InlineData("application/zip", Zip, "zip")]
    [InlineData("application/zip", "PK\u0005\u0006", "zip")] // empty
    [InlineData("application/x-zip-compressed", Zip, "zip")]
    [InlineData("text/csv", "name;number\r\nM\u00C3\u00BCller;1", "csv")]
    [InlineData("text/plain", "See you at eight.\n", "txt")]
    [InlineData("text/plain", "\u00FF\u00FEH\0i\0", "txt")] // UTF-16
    [InlineData("text/calendar", "BEGIN:VCALENDAR\r\n", "ics")]
    public async Task A_document_has_its_own_type_and_a_file_name_that_phones_can_open(string type, string content, string extension)
    {
        await using var worker = new TestWorker(store: aws.Store);
        var job = worker.Job(Reply.Typed(type, Encoding.Latin1.GetBytes(content))) with { ContentType = type + "; name=a.b" };

        await worker.HandleAsync(job);

        var (stored, _) = (await aws.GetAsync(job.Key))!.Value;
        Assert.Equal(type, stored.Headers.ContentType);
        Assert.Equal($"attachment; filename=\"document.{extension}\"", stored.Headers.ContentDisposition);
        Assert.Equal(extension, MediaType.Extension(type));
        Assert.Equal(0, worker.Log.Metric("MediaMislabelled"));
    }

    [Theory]
    [InlineData(Office + "wordprocessingml.document", "MZ\u0090\0")]
    [InlineData(Office + "spreadsheetml.sheet", "a;b")]
    [InlineData("application/msword", Zip)]
    [InlineData("application/zip", Ole)]
    [InlineData("text/csv", Zip)]
    [InlineData("text/plain", "a\0b")]
    [InlineData("text/plain", "MZ\u0090\u0003")]
    [InlineData("text/calendar", "no calendar")]
    [InlineData("text/html", "plain text")]
    [InlineData("application/javascript", "alert(1)")]
    [InlineData("", Zip)]
    public void A_file_that_does_not_start_like_the_declared_document_has_no_type(string declared, string content) =>
        Assert.Null(MediaFormat.Detect(Encoding.Latin1.GetBytes(content), declared));

    [Theory]
    [InlineData(Office + "wordprocessingml.document", "%PDF-1.7", "application/pdf")]
    [InlineData("text/plain", "BEGIN:VCARD\r\n", "text/vcard")]
    public void First_bytes_that_identify_a_type_override_the_declared_type(string declared, string content, string type) =>
        Assert.Equal(type, MediaFormat.Detect(Encoding.Latin1.GetBytes(content), declared));

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("text/vcard")]
    [InlineData("application/pdf")]
    public void Photos_contact_cards_and_PDFs_are_displayed_and_not_downloaded(string type) =>
        Assert.Null(MediaFormat.Disposition(type));
}
