using System.Globalization;
using MmsQueue.Bench.Servers;
using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Tests.Fetch;

/// <summary>The address is checked when connecting, whatever the host name.</summary>
public sealed class ConnectTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("127.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::1]")]
    public async Task A_name_that_resolves_to_this_machine_is_refused_without_a_connection(string host)
    {
        await using var server = new HostileServer();
        // The name is allowed, as with a forged DNS response.
        await using var other = new TestWorker();
        using var http = MediaHttpClient.Create(new MediaHosts(other.Options));

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() =>
            http.GetAsync(
                new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{server.Origin.Port}/")),
                TestContext.Current.CancellationToken));

        Assert.Equal(FailureReason.ForbiddenUrl, Failure.Of(exception).Reason);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[2002:7f00:1::1]")]
    public async Task A_private_address_is_refused(string host)
    {
        await using var worker = new TestWorker();
        using var http = MediaHttpClient.Create(new MediaHosts(worker.Options));

        var exception = await Assert.ThrowsAsync<HttpRequestException>(
            () => http.GetAsync(new Uri($"http://{host}/"), TestContext.Current.CancellationToken));

        Assert.Equal(FailureReason.ForbiddenUrl, Failure.Of(exception).Reason);
    }

    [Fact]
    public async Task An_extra_origin_opens_its_own_port_only()
    {
        await using var worker = new TestWorker();
        await using var other = new HostileServer();
        using var http = MediaHttpClient.Create(new MediaHosts(worker.Options));

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(other.Origin, TestContext.Current.CancellationToken));
        using var answer = await http.GetAsync(worker.Media.Origin, TestContext.Current.CancellationToken);

        Assert.Equal(0, other.Connections);
        Assert.Equal(1, worker.Media.Connections);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_transient_and_its_server_gets_no_request()
    {
        using var certificate = SelfSigned.Create();
        await using var worker = new TestWorker(media: new HostileServer(certificate));

        await Expect.RetriedLaterAsync(worker, worker.Job(Reply.Ok(Sample.Jpeg())), tries: 0);

        Assert.Equal(4, worker.Media.Connections);
        Assert.Contains("AuthenticationException", worker.Log.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_server_is_transient()
    {
        await using var worker = new TestWorker();
        var job = worker.Job(Reply.Ok(Sample.Jpeg()));
        await worker.Media.DisposeAsync();

        await Expect.RetriedLaterAsync(worker, job, tries: 0);

        Assert.Contains("SocketException (ConnectionRefused)", worker.Log.Detail, StringComparison.Ordinal);
    }
}
