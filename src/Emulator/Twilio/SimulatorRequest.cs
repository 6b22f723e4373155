using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using MmsQueue.Shared;

namespace MmsQueue.Emulator.Twilio;

/// <summary>The form fields of POST /simulator/mms.</summary>
internal sealed record SimulatorRequest(
    string From, string To, string Body, string? ProfileName, bool IsGet, int Retries, Fault Fault, IReadOnlyList<IFormFile> Files)
{
    private const int MaxMedia = 10;
    private static readonly string[] Fields = ["from", "to", "body", "fault", "method", "profileName", "retries", "messageSid"];

    /// <summary>The message's SID, if the caller chooses it.</summary>
    public string? MessageSid { get; init; }

    /// <summary>Reads the form. The error for an invalid form is one line that names the field.</summary>
    public static async Task<(SimulatorRequest? Request, string? Error)> ReadAsync(HttpRequest request, CancellationToken aborted)
    {
        if (!request.HasFormContentType)
        {
            return (null, "Send a form: curl -F from=+14155550100 -F file=@photo.jpg …");
        }

        try
        {
            var limits = new FormOptions { MultipartBodyLengthLimit = 256 * 1024 * 1024 };
            var form = await request.ReadFormAsync(limits, aborted);
            return Check(form) is { } error ? (null, error) : (Read(form), null);
        }
        catch (InvalidDataException e)
        {
            return (null, $"Cannot read the form: {e.Message}");
        }
    }

    private static string? Check(IFormCollection form) =>
        form.Keys.FirstOrDefault(key => !Fields.Contains(key, StringComparer.Ordinal)) is { } unknown
            ? $"{unknown}: unknown field. The fields are {string.Join(", ", Fields)} and file (up to {MaxMedia} files)."
        : form.Files.FirstOrDefault(file => file.Name != "file") is { } other ? $"{other.Name}: send files in the field named file."
        : form.Files.Count > MaxMedia ? $"file: a message has at most {MaxMedia} media files."
        : form.Files.FirstOrDefault(file => file.Length == 0) is { } empty ? $"file: {empty.FileName} is empty."
        : Fault.Parse(form["fault"].ToString()) is null ? $"fault: unknown fault. The faults are {Fault.Known}."
        : form["method"].ToString() is not ("" or "GET" or "POST") ? "method: must be GET or POST."
        : form["retries"].ToString() is not ("" or "0" or "1" or "2" or "3" or "4" or "5") ? "retries: must be a number from 0 to 5."
        : form["messageSid"].ToString() is { Length: > 0 } sid && !Sid.IsMessage(sid)
            ? "messageSid: must be MM or SM followed by 32 hexadecimal digits."
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
