using System.Security.Cryptography;

namespace MmsQueue.Local;

/// <summary>Hosts a media that belongs to no message: jobs of any message may refer to it, and its fault happens to each message anew.</summary>
internal sealed class MediaHosting(Uri front, string accountSid, MediaStore store)
{
    public const string Route = "/simulator/media";

    private const string Usage = "The request must be a form with one file, and a fault if one is wanted: curl -F file=@photo.jpg -F fault=404x2 …\n";

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
            await context.SendTextAsync(400, $"fault: there is no such fault; there are {Fault.Known}.\n");
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
        var media = await store.AddAsync(MediaStore.AnyMessage, content, MediaTypes.Of(file.FileName, file.ContentType), fault, context.RequestAborted);
        await context.SendJsonAsync(200, json =>
        {
            // The caller puts each message's SID into it.
            json.WriteString("url", $"{front.GetLeftPart(UriPartial.Authority)}/2010-04-01/Accounts/{accountSid}/Messages/{{MessageSid}}/Media/{media.Sid}");
            json.WriteString("contentType", media.ContentType);
            json.WriteString("sha256", Convert.ToHexStringLower(hash));
        });
    }
}
