using System.Globalization;

namespace MmsQueue.Shared;

/// <summary>Reads settings from environment variables and gathers every fault, so that one message names them all.</summary>
/// <remarks>
/// A setting that is empty counts as missing; white space around one, which secrets often end with, is no part of it. No message holds a
/// value, since a value may be a secret.
/// </remarks>
public sealed class Settings(Func<string, string?> variable)
{
    private readonly List<string> _faults = [];

    /// <summary>A text that must be there; empty, with a fault noted, when it is not.</summary>
    public string Required(string name) => Optional(name) ?? Fault(name, "is missing", "");

    /// <summary>A text, or null when it is missing.</summary>
    public string? Optional(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>A secret of at least <paramref name="minimumLength"/> characters.</summary>
    public string Secret(string name, int minimumLength)
    {
        var value = Required(name);
        Check(value is "" || value.Length >= minimumLength, name, $"must have at least {minimumLength} characters");
        return value;
    }

    /// <summary>An absolute http(s) URL that must be there.</summary>
    public string Url(string name)
    {
        var value = Required(name);
        Check(value is "" || IsUrl(value), name, "must be an absolute URL that starts with https://");
        // It would stand in every link and in every error.
        Check(!IsUrl(value) || !HasUserInfo(value), name, "must not hold a user name or a password");
        return value;
    }

    /// <summary>MEDIA_KEY_PREFIX, without the slashes around it; <c>media</c> when it is missing.</summary>
    public string KeyPrefix(string name)
    {
        var value = (Optional(name) ?? "media").Trim('/');
        Check(
            MediaKey.IsWellFormed(value + "/x"), name,
            "must be letters, digits, dots, hyphens and underscores, in segments that do not start with a dot");
        return value;
    }

    /// <summary>The SID of a Twilio account.</summary>
    public string AccountSid(string name)
    {
        var value = Required(name);
        Check(value is "" || Sid.IsAccount(value), name, "must be AC and 32 hexadecimal digits");
        return value;
    }

    /// <summary>A whole number between two bounds, or the default when it is missing.</summary>
    public long Number(string name, long defaultValue, long minimum, long maximum)
    {
        if (Optional(name) is not { } text)
        {
            return defaultValue;
        }

        return IsNumber(text, minimum, maximum, out var value)
            ? value
            : Fault(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {minimum} to {maximum}"), defaultValue);
    }

    /// <summary>A whole number of units between two bounds, as a duration, or the default when it is missing.</summary>
    public TimeSpan Duration(string name, TimeSpan unit, TimeSpan defaultValue, long minimum, long maximum) =>
        Number(name, (long)(defaultValue / unit), minimum, maximum) * unit;

    /// <summary>Whole numbers between two bounds, separated by commas, or the defaults when the setting is missing.</summary>
    public IReadOnlyList<long> Numbers(string name, IReadOnlyList<long> defaultValues, long minimum, long maximum)
    {
        if (Optional(name) is not { } text)
        {
            return defaultValues;
        }

        var values = new List<long>();
        foreach (var part in text.Split(','))
        {
            if (!IsNumber(part.Trim(), minimum, maximum, out var value))
            {
                var range = string.Create(CultureInfo.InvariantCulture, $"from {minimum} to {maximum}");
                return Fault(name, $"must be whole numbers {range}, separated by commas", defaultValues);
            }

            values.Add(value);
        }

        return values;
    }

    /// <summary><c>true</c> or <c>false</c>, in any case; false when it is missing.</summary>
    public bool Flag(string name) =>
        Optional(name) is { } text && (bool.TryParse(text, out var value) ? value : Fault(name, "must be true or false", false));

    /// <summary>Notes a fault of the setting when the condition does not hold.</summary>
    public void Check(bool holds, string name, string rule)
    {
        if (!holds)
        {
            Fault(name, rule, 0);
        }
    }

    /// <summary>Ends the reading.</summary>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new SettingsException($"Wrong settings: {string.Join("; ", _faults)}. Set these environment variables and deploy again.");
        }
    }

    /// <summary>Whether this is an absolute URL over https, or over http to this machine, and holds no white space.</summary>
    public static bool IsUrl(string value) => IsHttpUrl(value) && new Uri(value) is { Scheme: "https" } or { IsLoopback: true };

    /// <summary>Whether this is an absolute URL over https or http, without white space or backslashes.</summary>
    public static bool IsHttpUrl(string value) =>
        !value.Any(character => char.IsWhiteSpace(character) || character is '\\')
        && Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && value.StartsWith(uri.Scheme + "://", StringComparison.OrdinalIgnoreCase);

    private static bool HasUserInfo(string url) => url.Split('/', 4)[2].Split('?', '#')[0].Contains('@', StringComparison.Ordinal);

    private static bool IsNumber(string text, long minimum, long maximum, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum;

    private T Fault<T>(string name, string rule, T value)
    {
        _faults.Add($"{name} {rule}");
        return value;
    }
}

/// <summary>A deployment whose settings are missing or wrong; the message names each, and holds no value.</summary>
public sealed class SettingsException(string message) : Exception(message);
