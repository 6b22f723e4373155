using System.Text.Json.Nodes;

namespace MmsQueue.Shared.Tests;

/// <summary>An invalid body is refused with a reason and a message that does not quote the body.</summary>
public sealed class MediaJobRefusalTests
{
    // Part of every invalid value. No message may quote it.
    private const string Marker = "S3cretMarker";

    public static TheoryData<string> Fields => [.. MediaJobFields.All];

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(Marker)]
    [InlineData("{\"version\":1," + Marker)]
    [InlineData("{\"" + Marker + "\":}")]
    [InlineData("{\"version\":1}{\"" + Marker + "\":1}")]
    public void A_body_that_is_not_JSON_is_malformed(string? body) => AssertRefused(FailureReason.MalformedJob, body);

    [Fact]
    public void An_unpaired_surrogate_is_malformed()
    {
        AssertRefused(FailureReason.MalformedJob, "\uD800" + Marker);
        AssertRefused(FailureReason.MalformedJob, Jobs.Good.ToJson().Replace("image", "\uDC00" + Marker, StringComparison.Ordinal));
        AssertRefused(FailureReason.MalformedJob, Jobs.Good.ToJson().Replace("image", "\\uD800" + Marker, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("[{\"version\":1}]")]
    [InlineData("\"" + Marker + "\"")]
    public void JSON_that_is_not_an_object_is_malformed(string body) => AssertRefused(FailureReason.MalformedJob, body);

    [Theory]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"version\\ud800\":1,\"\\udc00" + Marker + "\":2}")]
    public void An_invalid_escape_in_a_name_is_malformed(string body) => AssertRefused(FailureReason.MalformedJob, body);

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_that_is_missing_null_or_of_the_wrong_type_is_malformed(string field)
    {
        AssertRefused(FailureReason.MalformedJob, Jobs.With(json => json.Remove(field)));
        AssertRefused(FailureReason.MalformedJob, Jobs.With(json => json[field] = null));
        AssertRefused(FailureReason.MalformedJob, Jobs.With(json => json[field] = new JsonObject { [Marker] = Marker }));
        AssertRefused(FailureReason.MalformedJob, Jobs.With(json => json[field] = new JsonArray(Marker)));
        AssertRefused(FailureReason.MalformedJob, Jobs.With(json => json[field] = true));
    }

    [Theory]
    [InlineData("messageSid", "")]
    [InlineData("messageSid", Marker)]
    [InlineData("messageSid", "MMaa56aff7e3b3f3fe164b98c855e0f8aG")]
    [InlineData("accountSid", Marker)]
    [InlineData("accountSid", "MM00000000000000000000000000000001")]
    [InlineData("mediaUrl", "")]
    [InlineData("mediaIndex", Marker)]
    [InlineData("version", "1")]
    [InlineData("receivedAt", Marker)]
    [InlineData("receivedAt", "2026-13-45T10:00:00Z")]
    public void A_field_with_an_invalid_value_is_malformed(string field, string value) =>
        AssertRefused(FailureReason.MalformedJob, Jobs.With(json => json[field] = value));

    [Theory]
    [InlineData("{0}")]
    [InlineData("/media/{0}.jpg")]
    [InlineData("media/../{0}.jpg")]
    [InlineData("../media/{0}.jpg")]
    [InlineData("media/./{0}.jpg")]
    [InlineData("media/.{0}.jpg")]
    [InlineData(".media/{0}.jpg")]
    [InlineData("media//{0}.jpg")]
    [InlineData("media/{0}/")]
    [InlineData("media\\{0}.jpg")]
    [InlineData("media/%2e%2e/{0}.jpg")]
    [InlineData("media/{0}?x")]
    [InlineData("media/{0} .jpg")]
    [InlineData("media/{0}\n.jpg")]
    [InlineData("https://evil.example/{0}.jpg")]
    public void An_unsafe_key_is_malformed(string key) => AssertRefused(
        FailureReason.MalformedJob, Jobs.With(json => json["key"] = key.Replace("{0}", Marker, StringComparison.Ordinal)));

    [Fact]
    public void A_key_longer_than_S3_allows_is_malformed() =>
        AssertRefused(FailureReason.MalformedJob, Jobs.With(json => json["key"] = "media/" + new string('a', 1019)));

    [Fact]
    public void A_negative_index_is_malformed() => AssertRefused(FailureReason.MalformedJob, Jobs.With(json => json["mediaIndex"] = -1));

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public void Another_version_is_unsupported_whatever_its_fields(string version) =>
        AssertRefused(FailureReason.UnsupportedVersion, $$"""{"version":{{version}},"{{Marker}}":["{{Marker}}"],"key":7}""");

    [Fact]
    public void An_unsupported_version_is_named() =>
        Assert.Contains(
            "version 2;",
            Assert.Throws<MediaJobException>(() => MediaJob.Parse("""{"version":2}""")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_version_of_a_million_digits_is_not_quoted()
    {
        var error = Assert.Throws<MediaJobException>(() => MediaJob.Parse($$"""{"version":{{new string('7', 1024 * 1024)}}}"""));

        Assert.Equal(FailureReason.UnsupportedVersion, error.Reason);
        Assert.InRange(error.Message.Length, 1, 200);
    }

    [Fact]
    public void A_mebibyte_of_garbage_is_malformed()
    {
        AssertRefused(FailureReason.MalformedJob, new string('[', 1024 * 1024));
        AssertRefused(FailureReason.MalformedJob, string.Concat(Enumerable.Repeat(Marker, 90_000)));
    }

    [Fact]
    [Trait("Category", "Fuzz")]
    public void A_corrupted_body_is_either_read_or_refused()
    {
        var random = new Random(20261122);
        var good = Jobs.Good.ToJson();
        const string Junk = "\"\\{}[]:,0-.eu/ \0\n\uD800\uDC00tfné";
        for (var i = 0; i < 20_000; i++)
        {
            var body = good.ToCharArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                body[random.Next(body.Length)] = Junk[random.Next(Junk.Length)];
            }

            var text = new string(body);
            var error = Record.Exception(() => MediaJob.Parse(text));
            Assert.True(error is null or MediaJobException, $"Input {i}: {error}");
        }
    }

    [Theory]
    [InlineData("key", "\"media/qt6smss5f4dtmgb5/uxjwn5jpsvxsnoh2cdaf4ktp3i.jpg\"")]
    [InlineData("mediaIndex", "3")]
    [InlineData("version", "1")]
    public void A_repeated_field_is_malformed(string field, string value) =>
        AssertRefused(FailureReason.MalformedJob, Jobs.Good.ToJson().Insert(1, $"\"{field}\":{value},"));

    private static void AssertRefused(FailureReason reason, string? body)
    {
        var error = Assert.Throws<MediaJobException>(() => MediaJob.Parse(body));

        Assert.Equal(reason, error.Reason);
        Assert.DoesNotContain(Marker, error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.InRange(error.Message.Length, 1, 200);
        Assert.DoesNotContain('\n', error.Message);
    }
}
