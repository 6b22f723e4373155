namespace MmsQueue.Bench.Servers;

/// <summary>The running bench servers: their URLs, and the certificate that a client must trust.</summary>
internal sealed class RunningServers : IAsyncDisposable
{
    private readonly ChildBench _process;

    private RunningServers(ChildBench process, string urls, string certificate)
    {
        _process = process;
        Plain = new Uri(urls.Split(' ')[0]);
        Tls = new Uri(urls.Split(' ')[1]);
        Certificate = certificate;
    }

    public Uri Plain { get; }

    public Uri Tls { get; }

    /// <summary>A PEM file with the system's roots and the servers' certificate.</summary>
    public string Certificate { get; }

    /// <summary>A PEM file with only the servers' certificate.</summary>
    public string OwnCertificate => Certificate + BenchServers.OwnOnly;

    public static async Task<RunningServers> StartAsync(int awsDelayMs, int mediaDelayMs, CancellationToken cancellationToken)
    {
        var certificate = Path.GetTempFileName();
        var process = ChildBench.Start("serve", certificate, $"{awsDelayMs}", $"{mediaDelayMs}");
        return new RunningServers(process, await process.ReadLineAsync(cancellationToken), certificate);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        File.Delete(Certificate);
        File.Delete(OwnCertificate);
    }
}
