using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Ingress.Tests.Support;
using MmsQueue.Ingress;
using MmsQueue.Shared;

namespace Ingress.Tests;

/// <summary>A service whose answer is not AWS's: what it said reaches neither the log nor the answer.</summary>
public sealed class PeerBytesTests
{
    private const string Number = "4155550101";

    [Theory]
    [InlineData("+4155550101 is not HTTP\r\n\r\n")]
    [InlineData("HTTP/1.1 +4155550101\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n+4155550101\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: +4155550101x\r\n\r\n")]
    [InlineData("HTTP/1.1 500 +4155550101\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+4155550101\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 17\r\n\r\n{\"a\":+4155550101}")]
    [InlineData("HTTP/1.1 400 No\r\nContent-Length: 24\r\n\r\n<html>+4155550101</html>")]
    [InlineData("HTTP/1.1 400 No\r\nContent-Length: 23\r\n\r\n{\"__type\":\"+4155550101\"}")]
    [InlineData("HTTP/1.1 400 No\r\nx-amzn-ErrorType: +4155550101\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 307 Moved\r\nLocation: http://+4155550101/\r\nContent-Length: 0\r\n\r\n")]
    public async Task What_a_broken_service_says_is_not_repeated(string reply)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, Encoding.ASCII.GetBytes(reply.Replace("Content-Length", "Connection: close\r\nContent-Length", StringComparison.Ordinal)));
        var config = AwsClient.Config<AmazonDynamoDBConfig>(TimeSpan.FromSeconds(60), retries: 0);
        (config.ServiceURL, config.AuthenticationRegion) = ($"http://{listener.LocalEndpoint}", "us-east-1");
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("a", "b"), config);
        using var ingress = new IngressUnderTest(users: new DynamoDbUserStore(client, "users"));

        var answer = await ingress.SendAsync(TwilioWebhook.Mms());

        answer.Line(503);
        Assert.True(ingress.Entry("Failed").GetProperty("error").GetString()!.Length > 0);
        Assert.DoesNotContain(Number, answer.Body + ingress.LogText, StringComparison.Ordinal);
        listener.Stop();
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, byte[] reply)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                var stream = connection.GetStream();
                _ = await stream.ReadAsync(new byte[16 * 1024], TestContext.Current.CancellationToken);
                await stream.WriteAsync(reply, TestContext.Current.CancellationToken);
                connection.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException or IOException)
        {
            // The listener was stopped, or the client went away.
        }
    }
}
