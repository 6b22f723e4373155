using System.Security.Cryptography;

namespace MmsQueue.Emulator.Twilio;

/// <summary>Hosts a media file for the jobs of any message. Its fault happens to each message separately.</summary>
internal sealed class MediaHosting(Uri server, string accountSid, MediaStore store)
{
    public const string Route = "/simulator/media";

    private const string Usage = "Send a form with one file and, optionally, a fault: curl -F file=@photo.jpg -F fault=404x2 …\n";

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (form is not { Files: [{ Name: "file", Length: > 0 } file] })
        {
            await context.SendTextAsync(400, Usage);
        }
        else if (Fault.Parse(form["fault"].ToString()) is not { } fault)
        {
            await context.SendTextAsync(400, $"fault: unknown fault. The faults are {Fault.Known}.\n");
        }
        else
        {
            await HostAsync(context, file, fault);
        }
    }

    private async Task HostAsync(HttpContext context, IFormFile file, Fault fault)
    {
        await using var content = file.OpenReadStream();
        var hash = await SHA256.HashDataAsync(content, context.RequestAborted);
        content.Position = 0;
        var type = MediaTypes.Of(file.FileName, file.ContentType);
        var media = await store.AddAsync(MediaStore.AnyMessage, content, type, fault, context.RequestAborted);
        var account = $"{server.GetLeftPart(UriPartial.Authority)}/2010-04-01/Accounts/{accountSid}";
        await context.SendJsonAsync(200, json =>
        {
            // The caller inserts each message's SID.
            json.WriteString("url", $"{account}/Messages/{{MessageSid}}/Media/{media.Sid}");
            json.WriteString("contentType", media.ContentType);
            json.WriteString("sha256", Convert.ToHexStringLower(hash));
        });
    }
}
