using MmsQueue.Emulator;

namespace MmsQueue.Local.Tests;

public sealed class SecretsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.In("secrets.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Secrets_are_created_once_so_that_existing_links_stay_the_same()
    {
        var first = Secrets.LoadOrCreate(File, _ => null);

        Assert.Equal(first, Secrets.LoadOrCreate(File, _ => null));
        Assert.Matches("^AC[0-9a-f]{32}$", first.AccountSid);
        Assert.Matches("^[0-9a-f]{32}$", first.AuthToken);
        Assert.True(first.LinkSecret.Length >= 32);
    }

    [Fact]
    public void Only_the_owner_can_read_the_file()
    {
        Secrets.LoadOrCreate(File, _ => null);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public void Environment_variables_take_precedence() =>
        Assert.Equal("given", Secrets.LoadOrCreate(File, name => name == "TWILIO_AUTH_TOKEN" ? "given" : null).AuthToken);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"TWILIO_ACCOUNT_SID":"AC1"}""")]
    public void An_invalid_file_is_reported_and_not_replaced(string text)
    {
        System.IO.File.WriteAllText(File, text);

        var error = Assert.Throws<EmulatorException>(() => Secrets.LoadOrCreate(File, _ => null));

        Assert.StartsWith(File, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }
}
