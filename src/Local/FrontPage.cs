namespace MmsQueue.Local;

/// <summary>The front's root: the phone for a browser, a few lines of text for everybody else.</summary>
internal sealed class FrontPage(Uri front, string samples)
{
    /// <summary>Only what is our own; <c>blob:</c> is what the person chose to send.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Prefix = "page/";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", RootAsync);
        foreach (var name in typeof(FrontPage).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            routes.MapGet("/" + name, context => SendAsync(context, name));
        }

        foreach (var path in Directory.Exists(samples) ? Directory.GetFiles(samples) : [])
        {
            routes.MapGet("/samples/" + Path.GetFileName(path), context => SampleAsync(context, path));
        }
    }

    private Task RootAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? SendAsync(context, Prefix + "index.html")
            : context.SendTextAsync(200, HomePage.Text(front, Path.Combine(samples, "photo.jpg")));
    }

    private static async Task SendAsync(HttpContext context, string name)
    {
        await using var file = typeof(FrontPage).Assembly.GetManifestResourceStream(name)!;
        context.Response.Headers.Secure(ContentSecurityPolicy);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = MediaTypes.Of(name) + "; charset=utf-8";
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task SampleAsync(HttpContext context, string path)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.SendAsync(200, MediaTypes.Of(path), await File.ReadAllBytesAsync(path, context.RequestAborted));
    }
}
