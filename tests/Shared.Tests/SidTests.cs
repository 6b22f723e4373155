
namespace MmsQueue.Shared.Tests;

public sealed class SidTests
{
    private const string Hex = "0123456789abcdefABCDEF0123456789";

    [Fact]
    public void Each_kind_has_its_prefix()
    {
        Assert.True(Sid.IsMessage("MM" + Hex));
        Assert.True(Sid.IsMessage("SM" + Hex));
        Assert.True(Sid.IsAccount("AC" + Hex));
        Assert.True(Sid.IsMedia("ME" + Hex));
    }

    [Fact]
    public void One_kind_is_not_another()
    {
        Assert.False(Sid.IsMessage("AC" + Hex));
        Assert.False(Sid.IsMessage("ME" + Hex));
        Assert.False(Sid.IsAccount("SM" + Hex));
        Assert.False(Sid.IsMedia("MM" + Hex));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MM")]
    [InlineData("mm0123456789abcdefABCDEF0123456789")]
    [InlineData("MM0123456789abcdefABCDEF012345678")]
    [InlineData("MM0123456789abcdefABCDEF01234567890")]
    [InlineData("MM0123456789abcdefABCDEF012345678g")]
    [InlineData("MM0123456789abcdefABCDEF01234567/.")]
    [InlineData("MM0123456789abcdefABCDEF012345678\n")]
    [InlineData(" MM0123456789abcdefABCDEF012345678")]
    [InlineData("MM0123456789abcdefABCDEF01234567８９")]
    public void Anything_else_is_not_a_SID(string? text) => Assert.False(Sid.IsMessage(text));
}
