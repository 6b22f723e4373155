using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using MmsQueue.Emulator.Twilio;
using MmsQueue.Shared;

namespace MmsQueue.EndToEnd.Tests.Reconcile;

/// <summary>A message that was sent, with the photos' hashes, and whether the webhook received it.</summary>
internal sealed record SentMessage(string Sid, string From, IReadOnlyList<string> Hashes, IReadOnlyList<string> Links, WebhookState State);

/// <summary>Many messages of one to ten photos, sent in chunks, for some of which the webhook is down or unset.</summary>
internal sealed class SentMessages(ReconcileSystem system, int seed)
{
    private const int ChunkSize = 10;
    private const int Senders = 40;
    private readonly Random _random = new(seed);
    private readonly ConcurrentBag<SentMessage> _messages = [];

    public IReadOnlyCollection<SentMessage> All => _messages;

    /// <summary>Sends messages. One stretch of a fifth of them falls into one outage; of the others, a quarter is lost at random.</summary>
    public async Task SendAsync(int count, CancellationToken cancellationToken)
    {
        var chunks = count / ChunkSize;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var isOutage = chunk >= chunks / 3 && chunk < (chunks / 3) + (chunks / 5);
            var state = isOutage ? WebhookState.Down : _random.Next(8) switch
            {
                0 => WebhookState.Unset,
                1 => WebhookState.Down,
                _ => WebhookState.Up,
            };
            await SendAsync(state, cancellationToken);
        }

        system.Twilio.Webhook = WebhookState.Up;
    }

    /// <summary>Enqueues some of the jobs of every fourth message that the webhook lost, as if SQS had accepted a part of them.</summary>
    public async Task EnqueueSomeAsync(
        MediaKey key, Func<SentMessage, Task<IReadOnlyList<string>>> urls, CancellationToken cancellationToken)
    {
        var lost = _messages.Where(message => message is { State: WebhookState.Down, Hashes.Count: > 1 });
        foreach (var message in lost.Where((_, i) => i % 4 == 0))
        {
            foreach (var (index, url) in (await urls(message)).Index().Where(media => media.Index % 2 == 1))
            {
                var job = MediaJob.Create(
                    url.Split('/')[5], message.Sid, index, url, "image/jpeg", key.For(message.From, message.Sid, index, "image/jpeg"),
                    DateTimeOffset.UnixEpoch);
                await system.Aws.Sqs.SendMessageAsync(system.Stack.MediaQueueUrl, job.ToJson(), cancellationToken);
            }
        }
    }

    private async Task SendAsync(WebhookState state, CancellationToken cancellationToken)
    {
        system.Twilio.Webhook = state;
        var plans = Enumerable.Range(0, ChunkSize)
            .Select(_ => (Sender: _random.Next(Senders), Photos: Photos(_random.Next(1, 11)))).ToList();
        await Parallel.ForEachAsync(plans, cancellationToken, async (plan, token) =>
        {
            var from = string.Create(CultureInfo.InvariantCulture, $"+1415555{plan.Sender:0000}");
            var reply = await system.TextAsync(from, plan.Photos, token);
            var hashes = plan.Photos.ConvertAll(photo => Convert.ToHexString(SHA256.HashData(photo)));
            _messages.Add(new SentMessage(reply.MessageSid, from, hashes, reply.Links, state));
        });
    }

    private List<byte[]> Photos(int count)
    {
        var photos = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            var photo = new byte[64];
            _random.NextBytes(photo);
            (photo[0], photo[1], photo[2]) = (0xFF, 0xD8, 0xFF);
            photos.Add(photo);
        }

        return photos;
    }
}
