
namespace MmsQueue.Shared.Tests;

public sealed class SettingsTests
{
    private const string Account = "AC00000000000000000000000000000001";

    [Fact]
    public void Valid_settings_are_read()
    {
        var settings = Of(
            ("TEXT", " a b\r\n"), ("SECRET", "12345678\n"), ("URL", " https://x.example/y\n"), ("PREFIX", "/a/b/ "),
            ("ACCOUNT", Account + "\n"), ("NUMBER", " -3"), ("NUMBERS", " 1, 2,\t3 "), ("FLAG", "TRUE"));

        Assert.Equal("a b", settings.Required("TEXT"));
        Assert.Equal("12345678", settings.Secret("SECRET", 8));
        Assert.Equal("https://x.example/y", settings.Url("URL"));
        Assert.Equal("a/b", settings.KeyPrefix("PREFIX"));
        Assert.Equal(Account, settings.AccountSid("ACCOUNT"));
        Assert.Equal(-3, settings.Number("NUMBER", 1, -3, 3));
        Assert.Equal([1, 2, 3], settings.Numbers("NUMBERS", [], 1, 3));
        Assert.True(settings.Flag("FLAG"));
        settings.ThrowIfFaulty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void A_missing_or_empty_setting_has_its_default(string? value)
    {
        var settings = Of(("X", value));

        Assert.Null(settings.Optional("X"));
        Assert.Equal("media", settings.KeyPrefix("X"));
        Assert.Equal(5, settings.Number("X", 5, 1, 9));
        Assert.Equal([5, 6], settings.Numbers("X", [5, 6], 1, 9));
        Assert.False(settings.Flag("X"));
        settings.ThrowIfFaulty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void A_missing_required_setting_is_reported_once(string? value)
    {
        Assert.Equal(1, Faults(value, settings => settings.Required("X")));
        Assert.Equal(1, Faults(value, settings => settings.Secret("X", 32)));
        Assert.Equal(1, Faults(value, settings => settings.Url("X")));
        Assert.Equal(1, Faults(value, settings => settings.AccountSid("X")));
    }

    [Theory]
    [InlineData("x.example")]
    [InlineData("x.example:443/y")]
    [InlineData("/y")]
    [InlineData("//x.example")]
    [InlineData("http://x.example")]
    [InlineData("ftp://x.example")]
    [InlineData("https:///")]
    [InlineData("https:x")]
    [InlineData("https:x.example")]
    [InlineData("https:\\\\x.example")]
    [InlineData("https://user:secret@x.example")]
    [InlineData("https://user@x.example?y")]
    [InlineData("http://user@127.0.0.1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://x.example/a b")]
    [InlineData("https://x.example/a\nb")]
    public void An_invalid_URL_is_rejected(string value) => Assert.Equal(1, Faults(value, settings => settings.Url("X")));

    [Theory]
    [InlineData("https://x.example")]
    [InlineData("HTTPS://X.example:8443/y?z")]
    [InlineData("http://127.0.0.1:9000/queue")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]:1")]
    public void A_URL_uses_HTTPS_or_is_local(string value) => Assert.True(Settings.IsUrl(value));

    [Theory]
    [InlineData("../x")]
    [InlineData(".hidden")]
    [InlineData("a//b")]
    [InlineData("a b")]
    [InlineData("a?b")]
    [InlineData("/")]
    [InlineData("ü")]
    public void An_invalid_prefix_is_rejected(string value) => Assert.Equal(1, Faults(value, settings => settings.KeyPrefix("X")));

    [Theory]
    [InlineData("abc")]
    [InlineData("1.5")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10")]
    [InlineData("0x1")]
    [InlineData("1 000")]
    [InlineData("99999999999999999999")]
    [InlineData("1;2")]
    [InlineData("1 2")]
    public void An_invalid_number_is_rejected_alone_and_in_a_list(string value)
    {
        Assert.Equal(1, Faults(value, settings => settings.Number("X", 5, 1, 9)));
        Assert.Equal(1, Faults("1," + value, settings => settings.Numbers("X", [5], 1, 9)));
    }

    [Theory]
    [InlineData(",")]
    [InlineData("1,")]
    [InlineData(",1")]
    [InlineData("1,,2")]
    public void A_list_with_a_missing_number_is_rejected(string value) =>
        Assert.Equal(1, Faults(value, settings => settings.Numbers("X", [5], 1, 9)));

    [Fact]
    public void Short_secrets_invalid_accounts_and_unknown_flags_are_rejected()
    {
        Assert.Equal(1, Faults("1234567", settings => settings.Secret("X", 8)));
        Assert.Equal(1, Faults("AC123", settings => settings.AccountSid("X")));
        Assert.Equal(1, Faults("yes", settings => settings.Flag("X")));
    }

    [Fact]
    public void One_message_lists_all_faults_without_values()
    {
        var settings = Of(("B", "v4lue-b"), ("C", "v4lue-c"), ("D", "v4lue-d"), ("E", "v4lue-e"), ("F", "v4lue-f/../"));
        settings.Required("A");
        settings.Secret("B", 32);
        settings.Url("C");
        settings.Number("D", 1, 1, 9);
        settings.Flag("E");
        settings.KeyPrefix("F");

        var message = Assert.Throws<SettingsException>(settings.ThrowIfFaulty).Message;

        Assert.All(
            [
                "A is missing", "B must have at least 32", "C must be an absolute URL",
                "D must be a whole number from 1 to 9", "E must be true or false", "F must be letters",
            ],
            fault => Assert.Contains(fault, message, StringComparison.Ordinal));
        Assert.DoesNotContain("v4lue", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private static Settings Of(params (string Name, string? Value)[] variables) =>
        new(name => Array.Find(variables, variable => string.Equals(variable.Name, name, StringComparison.Ordinal)).Value);

    private static int Faults(string? value, Action<Settings> read)
    {
        var settings = Of(("X", value));
        read(settings);
        var message = Assert.Throws<SettingsException>(settings.ThrowIfFaulty).Message;
        Assert.True(string.IsNullOrWhiteSpace(value) || value.Length < 4 || !message.Contains(value, StringComparison.Ordinal), message);
        return message.Split("X ").Length - 1;
    }
}
