using System.Text;
using MmsQueue.Shared;
using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Tests.Store;

/// <summary>Types recognized by the first bytes of real files.</summary>
public sealed class MediaFormatTests
{
    [Theory]
    [InlineData("FFD8FFE000104A46494600010100", "image/jpeg")] // JFIF
    [InlineData("FFD8FFE12F4245786966000049492A00", "image/jpeg")] // EXIF
    [InlineData("FFD8FFDB0084", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000000D49484452", "image/png")]
    [InlineData("474946383961F0000A00", "image/gif")]
    [InlineData("474946383761F0000A00", "image/gif")]
    [InlineData("5249464624080000574542505650382018080000", "image/webp")]
    [InlineData("49492A0008000000", "image/tiff")]
    [InlineData("4D4D002A00000008", "image/tiff")]
    [InlineData("424D46000000000000003600000028000000", "image/bmp")]
    [InlineData("424D8A0000000000000 08A0000007C000000", "image/bmp")]
    [InlineData("1A45DFA39F4286810142F7810142F2810442F381084282847765626D4287810442858102", "video/webm")]
    [InlineData("000006D66D6F6F760000006C6D766864", "video/quicktime")] // QuickTime without ftyp
    [InlineData("000000086D646174", "video/quicktime")]
    [InlineData("0000000877696465", "video/quicktime")]
    [InlineData("00000014706E6F74", "video/quicktime")]
    [InlineData("49443303000000000F76", "audio/mpeg")]
    [InlineData("49443304008000000F76", "audio/mpeg")]
    [InlineData("FFFB9064000000", "audio/mpeg")]
    [InlineData("FFFA9064000000", "audio/mpeg")]
    [InlineData("FFF384C4000000", "audio/mpeg")]
    [InlineData("FFE318C4000000", "audio/mpeg")]
    [InlineData("FFF15080021FFC", "audio/aac")]
    [InlineData("FFF94C80021FFC", "audio/aac")]
    [InlineData("2321414D520A3C", "audio/amr")]
    [InlineData("2321414D522D57420A", "audio/amr-wb")]
    [InlineData("4F67675300020000000000000000", "audio/ogg")]
    [InlineData("524946462400000057415645666D7420", "audio/wav")]
    [InlineData("255044462D312E370A25", "application/pdf")]
    public void A_file_is_recognized_by_its_first_bytes(string hex, string type) =>
        Assert.Equal(
            type,
            MediaFormat.Detect(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), "application/octet-stream"));

    [Theory]
    [InlineData("heic", "mif1heic", "image/heic")] // iPhone photo
    [InlineData("heix", "mif1heix", "image/heic")]
    [InlineData("mif1", "mif1heic", "image/heic")] // Samsung photo
    [InlineData("hevc", "msf1hevc", "image/heic")]
    [InlineData("mif1", "mif1miaf", "image/heif")]
    [InlineData("msf1", "msf1miaf", "image/heif")]
    [InlineData("heif", "mif1heif", "image/heif")]
    [InlineData("avif", "avifmif1miaf", "image/avif")]
    [InlineData("avis", "avismsf1", "image/avif")]
    [InlineData("mif1", "avifmif1", "image/avif")]
    [InlineData("isom", "isomiso2avc1mp41", "video/mp4")]
    [InlineData("mp42", "isommp42", "video/mp4")]
    [InlineData("mp41", "mp41", "video/mp4")]
    [InlineData("M4V ", "M4V mp42", "video/mp4")]
    [InlineData("XAVC", "XAVCmp42", "video/mp4")] // a camera's brand
    [InlineData("qt  ", "qt  ", "video/quicktime")] // iPhone video
    [InlineData("3gp4", "3gp4isom", "video/3gpp")]
    [InlineData("3gp5", "3gp5isom", "video/3gpp")]
    [InlineData("3g2a", "3g2aisom", "video/3gpp2")]
    [InlineData("M4A ", "M4A mp42", "audio/mp4")]
    public void An_ISO_media_file_is_recognized_by_its_brands(string major, string compatible, string type) =>
        Assert.Equal(type, MediaFormat.Detect(Boxes(major, compatible), "application/octet-stream"));

    [Theory]
    [InlineData("BEGIN:VCARD\r\nVERSION:3.0\r\n", "text/vcard")]
    [InlineData("begin:vcard\nversion:2.1\n", "text/vcard")]
    [InlineData("\uFEFFBEGIN:VCARD\r\n", "text/vcard")]
    [InlineData("\r\n BEGIN:VCARD\r\n", "text/vcard")]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "text/calendar")]
    public void A_contact_card_or_a_calendar_is_recognized_by_its_first_line(string text, string type) =>
        Assert.Equal(type, MediaFormat.Detect(Encoding.UTF8.GetBytes(text), "text/plain"));

    [Theory]
    [InlineData("<!DOCTYPE html><html><script>alert(1)</script></html>")]
    [InlineData("<html>")]
    [InlineData("  \n<HTML>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("<?xml version=\"1.0\"?><svg/>")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>")]
    [InlineData("alert(document.cookie)")]
    [InlineData("#!/bin/sh\n")]
    [InlineData("just text")]
    [InlineData("MZ\u0090\u0000")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("\u0000")]
    [InlineData(" ")]
    [InlineData("BM is how this text begins")]
    [InlineData("RIFF")]
    [InlineData("GIF88a")]
    [InlineData("%PDF")]
    [InlineData("BEGIN:VC")]
    [InlineData("ftyp")]
    [InlineData("....ftypheic")]
    [InlineData("The wide world")]
    public void Executable_or_unknown_content_has_no_type_whatever_was_declared(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Null(MediaFormat.Detect(bytes, "image/jpeg"));
        Assert.Null(MediaFormat.Detect(bytes, "image/svg+xml"));
        Assert.Null(MediaFormat.Detect(bytes, "text/html"));
    }

    [Fact]
    public void No_truncated_file_causes_an_exception()
    {
        byte[][] files =
            [Boxes("mif1", "mif1heic"), Sample.Jpeg(64), [.. "BEGIN:VCARD"u8], [0x1A, 0x45, 0xDF, 0xA3], [.. "RIFF0000WEBP"u8]];
        foreach (var file in files)
        {
            for (var length = 0; length <= file.Length; length++)
            {
                _ = MediaFormat.Detect(file.AsSpan(0, length), "");
            }
        }
    }

    [Fact]
    public void A_box_with_a_false_size_causes_no_exception()
    {
        var box = Boxes("xxxx", "yyyy");
        foreach (var size in (byte[])[0x00, 0x7F, 0x80, 0xFF])
        {
            box.AsSpan(0, 4).Fill(size);
            Assert.Null(MediaFormat.Detect(box, "video/mp4"));
        }
    }

    [Theory]
    [InlineData("mp42", "audio/mp4", "audio/mp4")]
    [InlineData("3gp4", "audio/3gpp; codecs=amr", "audio/3gpp")]
    [InlineData("3g2a", "audio/3gpp2", "audio/3gpp2")]
    [InlineData("mp42", "text/html", "video/mp4")]
    [InlineData("mp42", "image/jpeg", "video/mp4")]
    [InlineData("qt  ", "video/mp4", "video/quicktime")]
    public void The_declared_type_only_decides_between_audio_and_video_in_a_container(string brand, string declared, string type) =>
        Assert.Equal(type, MediaFormat.Detect(Boxes(brand, "isom"), declared));

    [Theory]
    [InlineData("photo.jpg", "image/jpeg")]
    [InlineData("picture.png", "image/png")]
    [InlineData("animation.gif", "image/gif")]
    [InlineData("clip.mp4", "video/mp4")]
    [InlineData("contact.vcf", "text/vcard")]
    public void A_sample_file_is_recognized(string file, string type) => Assert.Equal(type, MediaFormat.Detect(Sample.File(file), ""));

    [Theory]
    [InlineData("image/jpeg", "image/jpeg")]
    [InlineData(" Image/JPEG ; q=1", "image/jpeg")]
    [InlineData("image/svg+xml", "image/svg+xml")]
    [InlineData("", null)]
    [InlineData("jpeg", null)]
    [InlineData("/", null)]
    [InlineData("image/", null)]
    [InlineData("/jpeg", null)]
    [InlineData("a/b/c", null)]
    [InlineData("image/jp g", null)]
    [InlineData("image/jpég", null)]
    [InlineData("image/jpeg\r\nx", null)]
    public void A_declared_type_is_read_without_its_parameters(string declared, string? type) =>
        Assert.Equal(type, MediaType.Essence(declared));

    private static byte[] Boxes(string major, string compatible) =>
    [
        0, 0, 0, (byte)(16 + compatible.Length), .. "ftyp"u8, .. Encoding.ASCII.GetBytes(major),
        0, 0, 0, 0, .. Encoding.ASCII.GetBytes(compatible),
        0, 0, 0, 8, .. "mdat"u8,
    ];
}
