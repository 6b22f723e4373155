using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MmsQueue.Shared.Tests;

public sealed partial class PendingPageTests
{
    [Theory]
    [InlineData("script")]
    [InlineData("style")]
    public void The_policy_allows_only_the_pages_own_script_and_style(string element)
    {
        var inline = Assert.Single(InlineText().Matches(PendingPage.Html), match => match.Groups["name"].Value == element);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline.Groups["text"].Value)));

        Assert.Contains($"; {element}-src 'sha256-{hash}';", PendingPage.ContentSecurityPolicy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_of_a_PDF_is_the_same_without_the_sandbox() =>
        Assert.Equal(
            PendingPage.ContentSecurityPolicy,
            PendingPage.ContentSecurityPolicyForPdf + "; sandbox allow-scripts allow-same-origin allow-downloads");

    [Fact]
    public void The_page_is_small_and_loads_nothing()
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(PendingPage.Html), 1, 6 * 1024);
        Assert.DoesNotContain("//", PendingPage.Html.Replace("// ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("style=", PendingPage.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_reloads_itself_without_JavaScript() =>
        Assert.Contains("<noscript><meta http-equiv=\"refresh\"", PendingPage.Html, StringComparison.Ordinal);

    [GeneratedRegex(
        "<(?<name>script|style)>(?<text>.*?)</",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex InlineText();
}
