using System.Net.Sockets;
using System.Text;
using Amazon.DynamoDBv2;
using MmsQueue.Ingress.Tests.Support;
using MmsQueue.Shared;

namespace MmsQueue.Ingress.Tests;

/// <summary>The bytes of a broken AWS service reach neither the log nor the response.</summary>
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
    public async Task A_broken_services_response_is_not_quoted(string reply)
    {
        reply = reply.Replace("Content-Length", "Connection: close\r\nContent-Length", StringComparison.Ordinal);
        await using var server = new TcpServer((socket, token) => AnswerAsync(socket, Encoding.ASCII.GetBytes(reply), token));
        var config = AwsClient.Config<AmazonDynamoDBConfig>(TimeSpan.FromSeconds(60), retries: 0);
        using var client = new AmazonDynamoDBClient(config.At(new Uri($"http://{server.EndPoint}")));
        using var ingress = new IngressUnderTest(users: new DynamoDbUserStore(client, "users"));

        var answer = await ingress.SendAsync(TwilioWebhook.Mms());

        answer.Line(503);
        Assert.True(ingress.Entry("Failed").GetProperty("error").GetString()!.Length > 0);
        Assert.DoesNotContain(Number, answer.Body + ingress.LogText, StringComparison.Ordinal);
    }

    private static async Task AnswerAsync(Socket socket, byte[] reply, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket);
        _ = await stream.ReadAsync(new byte[16 * 1024], cancellationToken);
        await stream.WriteAsync(reply, cancellationToken);
        socket.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null, cancellationToken);
    }
}
