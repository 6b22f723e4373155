using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using MmsQueue.Shared;

namespace MmsQueue.Local;

/// <summary>What a caller of POST /simulator/mms asks for.</summary>
internal sealed record SimulatorRequest(
    string From, string To, string Body, string? ProfileName, bool IsGet, int Retries, Fault Fault, IReadOnlyList<IFormFile> Files)
{
    private const int MaxMedia = 10;
    private static readonly string[] Fields = ["from", "to", "body", "fault", "method", "profileName", "retries", "messageSid"];

    /// <summary>The message's SID, when the caller wants to know it beforehand.</summary>
    public string? MessageSid { get; init; }

    /// <summary>Reads the form; a wrong one is told in one line that names the field.</summary>
    public static async Task<(SimulatorRequest? Request, string? Error)> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return (null, "The request must be a form: curl -F from=+14155550100 -F file=@photo.jpg …");
        }

        try
        {
            var form = await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = 256 * 1024 * 1024 }, context.RequestAborted);
            return Check(form) is { } error ? (null, error) : (Read(form), null);
        }
        catch (InvalidDataException e)
        {
            return (null, $"The form cannot be read: {e.Message}");
        }
    }

    private static string? Check(IFormCollection form) =>
        form.Keys.FirstOrDefault(key => !Fields.Contains(key, StringComparer.Ordinal)) is { } unknown
            ? $"{unknown}: there is no such field; the fields are {string.Join(", ", Fields)} and file (a file, up to {MaxMedia} times)."
        : form.Files.FirstOrDefault(file => file.Name != "file") is { } other ? $"{other.Name}: files go into the field file."
        : form.Files.Count > MaxMedia ? $"file: a message has at most {MaxMedia} media."
        : form.Files.FirstOrDefault(file => file.Length == 0) is { } empty ? $"file: {empty.FileName} is empty."
        : Fault.Parse(form["fault"].ToString()) is null ? $"fault: there is no such fault; there are {Fault.Known}."
        : form["method"].ToString() is not ("" or "GET" or "POST") ? "method: GET or POST."
        : form["retries"].ToString() is not ("" or "0" or "1" or "2" or "3" or "4" or "5") ? "retries: a number from 0 to 5."
        : form["messageSid"].ToString() is { Length: > 0 } sid && !Sid.IsMessage(sid) ? "messageSid: MM or SM and 32 hexadecimal digits."
        : null;

    private static SimulatorRequest Read(IFormCollection form)
    {
        string Text(string name, string otherwise) => form[name].ToString() is { Length: > 0 } text ? text : otherwise;
        return new SimulatorRequest(
            Text("from", Simulator.DefaultFrom),
            Text("to", Simulator.DefaultTo),
            Text("body", ""),
            form["profileName"].ToString() is { Length: > 0 } name ? name : null,
            form["method"].ToString() is "GET",
            int.Parse(Text("retries", "2"), CultureInfo.InvariantCulture),
            Fault.Parse(form["fault"].ToString())!,
            form.Files)
        {
            MessageSid = form["messageSid"].ToString() is { Length: > 0 } sid ? sid : null,
        };
    }
}
