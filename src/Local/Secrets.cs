using System.Security.Cryptography;
using System.Text.Json;
using MmsQueue.Emulator;

namespace MmsQueue.Local;

/// <summary>The account and the secrets, created once and kept in the data folder, so that links stay the same.</summary>
internal sealed record Secrets(string AccountSid, string AuthToken, string LinkSecret)
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

    private static Secrets Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            string Text(string name) =>
                json.RootElement.GetProperty(name).GetString() is { Length: > 0 } text ? text : throw new KeyNotFoundException();
            return new Secrets(Text(SidName), Text(TokenName), Text(LinkName));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new LocalException(
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
        file.Write(Http.Json(Write, indented: true).Span);
        return secrets;

        void Write(Utf8JsonWriter json)
        {
            json.WriteString(SidName, secrets.AccountSid);
            json.WriteString(TokenName, secrets.AuthToken);
            json.WriteString(LinkName, secrets.LinkSecret);
        }
    }
}
