using System.Text;

namespace MmsQueue.Shared.Tests;

public sealed class Base32Tests
{
    // RFC 4648, section 10, in lowercase and without padding.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "my")]
    [InlineData("fo", "mzxq")]
    [InlineData("foo", "mzxw6")]
    [InlineData("foob", "mzxw6yq")]
    [InlineData("fooba", "mzxw6ytb")]
    [InlineData("foobar", "mzxw6ytboi")]
    public void The_test_vectors_of_RFC_4648_pass(string text, string code) =>
        Assert.Equal(code, Base32.Encode(Encoding.ASCII.GetBytes(text), code.Length));

    [Fact]
    public void A_shorter_code_is_a_prefix_of_a_longer_one() => Assert.Equal("mzxw", Base32.Encode("foobar"u8.ToArray(), 4));
}
