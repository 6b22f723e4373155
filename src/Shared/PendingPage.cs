namespace MmsQueue.Shared;

/// <summary>The page that a link shows until its media file is stored, and the policy for all responses of a link.</summary>
public static class PendingPage
{
    /// <summary>
    /// The Content-Security-Policy of every link but a PDF's, be it the media or the page: nothing runs but the page's own script.
    /// </summary>
    public const string ContentSecurityPolicy = ContentSecurityPolicyForPdf + "; sandbox allow-scripts allow-same-origin allow-downloads";

    /// <summary>The same for keys that end in <c>.pdf</c>, without the sandbox, in which not every browser shows one.</summary>
    /// <remarks>Style attributes are free, because Chrome lays out a photo with some of its own.</remarks>
    public const string ContentSecurityPolicyForPdf =
        "default-src 'none'; script-src '" + Script + "'; style-src '" + Style + "'; style-src-attr 'unsafe-inline'; "
        + "img-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // SHA-256 of what is between the page's tags: a test computes them anew.
    private const string Script = "sha256-iTswj8iP6nSmPwtTgkdI+inb5zdDAm2eudmOQWrJXnM=";
    private const string Style = "sha256-31SDVJRyt5YAWwSz9LGm9MyMQLUJRVn85/Ge6zWoq3o=";

    /// <summary>The page, complete in itself. Read when it is first asked for.</summary>
    public static string Html { get; } = Read();

    private static string Read()
    {
        using var reader = new StreamReader(typeof(PendingPage).Assembly.GetManifestResourceStream("pending.html")!);
        return reader.ReadToEnd();
    }
}
