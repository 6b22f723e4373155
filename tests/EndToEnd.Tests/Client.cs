using System.Net;
using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>What a person with a phone and a browser can do with a running system, and a view of the users' table.</summary>
internal sealed class Client(Stack stack, AmazonDynamoDBClient dynamoDb, LocalProcess local, string data) : IDisposable
{
    public HttpClient Http { get; } = new();

    public Stack Stack => stack;

    /// <summary>Texts files as a phone would, and returns the reply.</summary>
    public async Task<SimulatorReply> SendAsync(string[] files, params (string Name, string Value)[] fields)
    {
        using var form = SimulatorForm.Of(fields, files.Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))));
        using var response = await Http.PostAsync(stack["SimulatorUrl"], form, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        return SimulatorReply.Read(text);
    }

    /// <summary>Opens a link repeatedly until it returns the file.</summary>
    public async Task<StoredMedia> StoredAsync(string link)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var response = await Http.GetAsync(link, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                var headers = response.Content.Headers;
                var sha256 = Convert.ToHexString(SHA256.HashData(bytes));
                return new StoredMedia(headers.ContentType!.ToString(), sha256, headers.ContentDisposition?.DispositionType);
            }

            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromMinutes(5))
            {
                Assert.Fail($"{link} is not stored after five minutes.\n{local.Errors}\n{await Logs.ReadAsync(data)}");
            }

            // Rarely enough not to load the machine.
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    /// <summary>The sender's item; null when there is none.</summary>
    public async Task<Dictionary<string, AttributeValue>?> UserAsync(string from)
    {
        var key = new Dictionary<string, AttributeValue>(StringComparer.Ordinal) { ["fromNumber"] = new(from) };
        var request = new GetItemRequest { TableName = stack["UsersTable"], Key = key, ConsistentRead = true };
        var response = await dynamoDb.GetItemAsync(request, TestContext.Current.CancellationToken);
        return response.Item is { Count: > 0 } user ? user : null;
    }

    /// <summary>Waits until the sender's item is written.</summary>
    public async Task UserWrittenAsync(string from)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (await UserAsync(from) is null)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        dynamoDb.Dispose();
    }
}
