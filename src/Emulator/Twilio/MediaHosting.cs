using System.Security.Cryptography;

namespace MmsQueue.Emulator.Twilio;

/// <summary>Hosts a media file for the jobs of any message. Its fault happens to each message separately.</summary>
internal sealed class MediaHosting(Uri server, string accountSid, MediaStore store)
{
    public const string Route = "/simulator/media";

    private const string Usage = "Send a form with one file and, optionally, a fault: curl -F file=@photo.jpg -F fault=404x2 …\n";

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    private async Task<IResult> HandleAsync(HttpRequest request, CancellationToken aborted)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(aborted) : null;
        return form is not { Files: [{ Name: "file", Length: > 0 } file] } ? Results.Text(Usage, statusCode: 400)
            : Fault.Parse(form["fault"].ToString()) is not { } fault
                ? Results.Text($"fault: unknown fault. The faults are {Fault.Known}.\n", statusCode: 400)
            : await HostAsync(file, fault, aborted);
    }

    private async Task<IResult> HostAsync(IFormFile file, Fault fault, CancellationToken aborted)
    {
        await using var content = file.OpenReadStream();
        var hash = await SHA256.HashDataAsync(content, aborted);
        content.Position = 0;
        var type = MediaTypes.Of(file.FileName, file.ContentType);
        var media = await store.AddAsync(MediaStore.AnyMessage, content, type, fault, aborted);
        var account = $"{server.GetLeftPart(UriPartial.Authority)}/2010-04-01/Accounts/{accountSid}";
        return Http.JsonResult(200, json =>
        {
            // The caller inserts each message's SID.
            json.WriteString("url", $"{account}/Messages/{{MessageSid}}/Media/{media.Sid}");
            json.WriteString("contentType", media.ContentType);
            json.WriteString("sha256", Convert.ToHexStringLower(hash));
        });
    }
}
