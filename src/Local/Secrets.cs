using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using MmsQueue.Emulator;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Local;

/// <summary>The account and the secrets, created once and kept in the data folder, so that links stay the same.</summary>
internal sealed record Secrets(
    [property: JsonPropertyName(Secrets.SidName)] string AccountSid,
    [property: JsonPropertyName(Secrets.TokenName)] string AuthToken,
    [property: JsonPropertyName(Secrets.LinkName)] string LinkSecret)
{
    private const string SidName = "TWILIO_ACCOUNT_SID";
    private const string TokenName = "TWILIO_AUTH_TOKEN";
    private const string LinkName = "LINK_SECRET";

    /// <summary>Reads or creates them. An environment variable of the same name takes precedence.</summary>
    public static Secrets LoadOrCreate(string path, Func<string, string?> variable)
    {
        var kept = DataFolder.Guard(path, () => File.Exists(path) ? Read(path) : Create(path));
        string Choose(string name, string value) => variable(name) is { Length: > 0 } given ? given : value;
        return new Secrets(Choose(SidName, kept.AccountSid), Choose(TokenName, kept.AuthToken), Choose(LinkName, kept.LinkSecret));
    }

    public IReadOnlyList<KeyValuePair<string, string>> Twilio() => [new(SidName, AccountSid), new(TokenName, AuthToken)];

    /// <summary>The account that the simulator plays.</summary>
    public TwilioAccount Account(LocalOptions options) =>
        new(AccountSid, AuthToken, options.Given("TWILIO_API_KEY"), options.Given("TWILIO_API_SECRET"));

    private static Secrets Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), FileJson.Default.Secrets)
                is { AccountSid.Length: > 0, AuthToken.Length: > 0, LinkSecret.Length: > 0 } secrets ? secrets : throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new EmulatorException(
                $"{path} must contain {SidName}, {TokenName} and {LinkName}. Fix it, or delete it to create new secrets and new links.", e);
        }
    }

    private static Secrets Create(string path)
    {
        static string Hex(int length) => RandomNumberGenerator.GetHexString(length, lowercase: true);
        var secrets = new Secrets("AC" + Hex(32), Hex(32), Hex(64));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, secrets, FileJson.Default.Secrets);
        return secrets;
    }
}
