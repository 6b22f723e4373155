
namespace MmsQueue.Shared.Tests;

public sealed class MediaKeyTests
{
    private const string Secret = "local-link-secret-0123456789abcdef";
    private const string From = "+14155550101";
    private const string WhatsApp = "whatsapp:+14155550123";
    private const string MessageSid = "MMaa56aff7e3b3f3fe164b98c855e0f8ac";

    private static readonly MediaKey Key = new(Secret, "media");

    // Computed in another language. The first two keys are also in events/sqs-batch.json.
    [Theory]
    [InlineData(From, MessageSid, 0, "image/jpeg", "media/qt6smss5f4dtmgb5/uxjwn5jpsvxsnoh2cdaf4ktp3i.jpg")]
    [InlineData(From, "MM11a026478d23fe9587df8224cab2fdd4", 0, "image/jpeg", "media/qt6smss5f4dtmgb5/hrbpgdgszebr35hxsfqwkeizbn.jpg")]
    [InlineData(WhatsApp, "SM93dff083567501ae382a00051dfbe955", 9, "", "media/37ci6y6d4o6ua2mq/yyl5h3pyfhdzmwzwbjkrweon26.bin")]
    public void A_key_matches_an_independent_computation(string from, string sid, int index, string type, string key) =>
        Assert.Equal(key, Key.For(from, sid, index, type));

    [Fact]
    public void A_retry_computes_the_same_key() =>
        Assert.Equal(Key.For(From, MessageSid, 0, "image/png"), new MediaKey(Secret, "media").For(From, MessageSid, 0, "image/png"));

    [Fact]
    public void Index_message_sender_and_secret_each_change_the_key()
    {
        string[] keys =
        [
            Key.For(From, MessageSid, 0, "image/png"),
            Key.For(From, MessageSid, 1, "image/png"),
            Key.For(From, MessageSid, 10, "image/png"),
            Key.For(From, "SM" + MessageSid[2..], 0, "image/png"),
            Key.For("+14155550102", MessageSid, 0, "image/png"),
            Key.For("whatsapp:" + From, MessageSid, 0, "image/png"),
            new MediaKey(Secret + "x", "media").For(From, MessageSid, 0, "image/png"),
        ];

        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Files_from_one_sender_share_a_folder()
    {
        var first = Key.For(From, MessageSid, 0, "image/png").Split('/');
        var second = Key.For(From, "MM11a026478d23fe9587df8224cab2fdd4", 1, "image/png").Split('/');

        Assert.Equal(first[1], second[1]);
        Assert.NotEqual(first[2], second[2], StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("+14155550101")]
    [InlineData("whatsapp:+14155550101")]
    [InlineData("72645")]
    [InlineData("MyCOMPANY")]
    [InlineData("+49 ü 📷")]
    public void A_key_reveals_nothing_about_the_sender_and_is_well_formed(string from)
    {
        var key = Key.For(from, MessageSid, 0, "image/heic");

        Assert.Matches("^media/[a-z2-7]{16}/[a-z2-7]{26}\\.heic$", key);
        Assert.DoesNotContain(from.TrimStart('+'), key, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("5550101", key, StringComparison.Ordinal);
        Assert.True(MediaKey.IsWellFormed(key));
    }

    [Fact]
    public void A_prefix_may_have_several_segments() =>
        Assert.StartsWith("a/b-c/d.e_f/", new MediaKey(Secret, "a/b-c/d.e_f").For(From, MessageSid, 0, ""), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("a", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("a/..", false)]
    [InlineData("a/b c", false)]
    [InlineData("a/é", false)]
    [InlineData("a/b", true)]
    [InlineData("A/b..c/-_.9", true)]
    public void A_well_formed_key_has_plain_segments(string? key, bool isWellFormed) =>
        Assert.Equal(isWellFormed, MediaKey.IsWellFormed(key));
}
