
namespace MmsQueue.Local.Tests;

public sealed class SecretsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.In("secrets.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void They_are_made_once_so_that_yesterdays_links_stay_the_same()
    {
        var first = Secrets.LoadOrCreate(File, _ => null);

        Assert.Equal(first, Secrets.LoadOrCreate(File, _ => null));
        Assert.Matches("^AC[0-9a-f]{32}$", first.AccountSid);
        Assert.Matches("^[0-9a-f]{32}$", first.AuthToken);
        Assert.True(first.LinkSecret.Length >= 32);
    }

    [Fact]
    public void Nobody_else_may_read_them()
    {
        Secrets.LoadOrCreate(File, _ => null);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public void The_environment_wins() =>
        Assert.Equal("given", Secrets.LoadOrCreate(File, name => name == "TWILIO_AUTH_TOKEN" ? "given" : null).AuthToken);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"TWILIO_ACCOUNT_SID":"AC1"}""")]
    public void A_broken_file_is_named_and_not_replaced(string text)
    {
        System.IO.File.WriteAllText(File, text);

        var error = Assert.Throws<LocalException>(() => Secrets.LoadOrCreate(File, _ => null));

        Assert.StartsWith(File, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }
}
