
namespace MmsQueue.Shared.Tests;

public sealed class FailureReasonTests
{
    [Fact]
    public void Every_reason_has_its_own_lowercase_code()
    {
        var codes = Enum.GetValues<FailureReason>().Select(reason => reason.ToCode()).ToList();

        Assert.All(codes, code => Assert.Matches("^[a-z]+(-[a-z]+)*$", code));
        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void An_undefined_reason_has_no_code() => Assert.Throws<ArgumentOutOfRangeException>(() => ((FailureReason)99).ToCode());
}
