using System.Text.Json;
using Amazon.S3.Model;

namespace MmsQueue.EndToEnd.Tests;

/// <summary>Phone numbers must never leave the users' table, and secrets must not appear anywhere.</summary>
public sealed class PrivacyTests(RunningSystem system)
{
    [Fact]
    public async Task No_phone_number_or_secret_appears_in_a_key_link_log_metadata_or_dead_letter()
    {
        var from = Phone.New();
        var stored = await system.Client.SendAsync([Places.Photo], ("from", from), ("body", "a secret wish"));
        await system.Client.SendAsync([Places.Photo], ("from", from), ("fault", "unsigned"));
        await system.Client.SendAsync([Places.Photo], ("from", $"whatsapp:{from}"), ("profileName", "Zoe Privacy"));
        var dead = await system.Client.SendAsync([Places.Photo], ("from", from), ("fault", "401"));
        await system.Client.StoredAsync(stored.Links[0]);
        var letter = await DeadLetters.FindAsync(system, dead.MessageSid);
        var deadLetter = letter.Body + string.Join('\n', letter.MessageAttributes.Select(pair => $"{pair.Key}: {pair.Value.StringValue}"));

        string[] seen = [.. stored.Links, stored.Twiml, await Logs.ReadAsync(system.DataPath), await ObjectsAsync(), deadLetter];

        string[] personal = [from[2..], "5550100", "a secret wish", "Zoe Privacy"];
        foreach (var forbidden in (string[])[.. personal, "Authorization", "X-Amz-Signature", .. Secrets()])
        {
            Assert.All(seen, text => Assert.DoesNotContain(forbidden, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private IEnumerable<string> Secrets()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(system.DataPath, "secrets.json")));
        var secrets = json.RootElement.EnumerateObject().Where(secret => secret.Name != "TWILIO_ACCOUNT_SID");
        return [.. secrets.Select(secret => secret.Value.GetString()!)];
    }

    private async Task<string> ObjectsAsync()
    {
        var bucket = system.Stack["MediaBucket"];
        var text = "";
        var request = new ListObjectsV2Request { BucketName = bucket };
        var list = await system.S3.ListObjectsV2Async(request, TestContext.Current.CancellationToken);
        Assert.NotEmpty(list.S3Objects);
        foreach (var item in list.S3Objects)
        {
            using var head = await system.S3.GetObjectAsync(bucket, item.Key, TestContext.Current.CancellationToken);
            if (item.Key.StartsWith("reconciler/", StringComparison.Ordinal))
            {
                using var state = new StreamReader(head.ResponseStream);
                text += await state.ReadToEndAsync(TestContext.Current.CancellationToken);
                continue;
            }

            Assert.NotEmpty(head.Metadata.Keys);
            text += $"{item.Key}\n{string.Join('\n', head.Metadata.Keys.Select(key => $"{key}: {head.Metadata[key]}"))}\n";
        }

        return text;
    }
}
