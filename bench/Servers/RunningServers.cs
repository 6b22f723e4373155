using System.Globalization;

namespace MmsQueue.Bench;

/// <summary>The bench's servers, running: their URLs, and the certificate that a client must trust.</summary>
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

    /// <summary>A PEM file of all the system's roots and the servers' certificate.</summary>
    public string Certificate { get; }

    /// <summary>A PEM file of the servers' certificate alone.</summary>
    public string OwnCertificate => Certificate + BenchServers.OwnOnly;

    public static async Task<RunningServers> StartAsync(int awsDelayMs, int mediaDelayMs, CancellationToken cancellationToken)
    {
        var certificate = Path.GetTempFileName();
        var process = ChildBench.Start(
            "serve", certificate, awsDelayMs.ToString(CultureInfo.InvariantCulture), mediaDelayMs.ToString(CultureInfo.InvariantCulture));
        return new RunningServers(process, await process.ReadLineAsync(cancellationToken), certificate);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        File.Delete(Certificate);
        File.Delete(OwnCertificate);
    }
}
