using MmsQueue.Emulator;
using MmsQueue.Emulator.Twilio;

namespace MmsQueue.Local;

/// <summary>The root: the page for browsers, a few lines of text for other clients.</summary>
internal sealed class FrontPage(Uri server, string samples)
{
    /// <summary>Allows only our own resources; <c>blob:</c> is for files that the user attached.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Prefix = "page/";

    private string Photo => Path.Combine(samples, "photo.jpg");

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", RootAsync);
        var resources = typeof(FrontPage).Assembly.GetManifestResourceNames();
        foreach (var name in resources.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            routes.MapGet("/" + name, context => SendAsync(context, name));
        }

        foreach (var path in Directory.Exists(samples) ? Directory.GetFiles(samples) : [])
        {
            routes.MapGet("/samples/" + Path.GetFileName(path), context => SampleAsync(context, path));
        }
    }

    /// <summary>The curl command that sends a photo.</summary>
    public static string CurlCommand(Uri server, string photo)
    {
        var file = photo.Contains(' ', StringComparison.Ordinal) ? $"\"file=@{photo}\"" : $"file=@{photo}";
        return $"curl -F from={TwilioSimulator.DefaultFrom} -F {file} {new Uri(server, TwilioSimulator.Route)}";
    }

    private Task RootAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? SendAsync(context, Prefix + "index.html")
            : Results.Text($"MmsQueue is running. Send it a photo:\n\n{CurlCommand(server, Photo)}\n").ExecuteAsync(context);
    }

    private static Task SendAsync(HttpContext context, string name)
    {
        context.Response.Headers.Secure(ContentSecurityPolicy);
        context.Response.Headers.CacheControl = "no-store";
        var file = typeof(FrontPage).Assembly.GetManifestResourceStream(name)!;
        return Results.Stream(file, MediaTypes.Of(name) + "; charset=utf-8").ExecuteAsync(context);
    }

    private static Task SampleAsync(HttpContext context, string path)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(path, MediaTypes.Of(path)).ExecuteAsync(context);
    }
}
