using MmsQueue.Shared;

namespace Shared.Tests;

public sealed class MediaExtensionTests
{
    [Theory]
    [InlineData("image/jpeg", "jpg")]
    [InlineData("image/jpg", "jpg")]
    [InlineData("image/png", "png")]
    [InlineData("image/gif", "gif")]
    [InlineData("image/webp", "webp")]
    [InlineData("image/heic", "heic")]
    [InlineData("image/heif", "heif")]
    [InlineData("image/avif", "avif")]
    [InlineData("image/tiff", "tiff")]
    [InlineData("image/bmp", "bmp")]
    [InlineData("video/mp4", "mp4")]
    [InlineData("video/quicktime", "mov")]
    [InlineData("video/3gpp", "3gp")]
    [InlineData("audio/3gpp", "3gp")]
    [InlineData("video/3gpp2", "3g2")]
    [InlineData("video/webm", "webm")]
    [InlineData("video/mpeg", "mpeg")]
    [InlineData("audio/mpeg", "mp3")]
    [InlineData("audio/mp4", "m4a")]
    [InlineData("audio/aac", "aac")]
    [InlineData("audio/amr", "amr")]
    [InlineData("audio/ogg", "ogg")]
    [InlineData("audio/wav", "wav")]
    [InlineData("application/pdf", "pdf")]
    [InlineData("text/vcard", "vcf")]
    [InlineData("text/x-vcard", "vcf")]
    [InlineData("text/calendar", "ics")]
    [InlineData("text/plain", "txt")]
    public void A_type_that_phones_send_has_its_extension(string type, string extension) => Assert.Equal(extension, MediaExtension.Of(type));

    [Theory]
    [InlineData("IMAGE/JPEG")]
    [InlineData(" image/jpeg ")]
    [InlineData("image/jpeg; charset=binary")]
    [InlineData("image/jpeg;name=\"a;b.exe\"")]
    public void Case_blanks_and_parameters_do_not_matter(string type) => Assert.Equal("jpg", MediaExtension.Of(type));

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("image/")]
    [InlineData("text/html")]
    [InlineData("image/svg+xml")]
    [InlineData("application/javascript")]
    [InlineData("../../etc/passwd")]
    [InlineData("image/jpeg/../../x")]
    public void Every_other_type_is_bin(string type) => Assert.Equal("bin", MediaExtension.Of(type));
}
