using System.Text.Json.Nodes;
using MmsQueue.Operations.Tests.Reconcile;

namespace MmsQueue.Cli.Tests;

/// <summary>A simulated Twilio and emulated AWS, and a folder with the stack.json and secrets.json that lead there.</summary>
internal sealed class ReconcileStack : IAsyncDisposable
{
    private readonly LocalAws _aws;
    private readonly TemporaryFolder _folder = new();

    private ReconcileStack(ReconcileRig rig, LocalAws aws) => (Rig, _aws) = (rig, aws);

    public ReconcileRig Rig { get; }

    private string SecretsFile => _folder.In("secrets.json");

    public static async Task<ReconcileStack> StartAsync(LocalAws aws)
    {
        var stack = new ReconcileStack(await ReconcileRig.StartAsync(aws), aws);

        // mmsq has a clock of its own. The simulator's reaches it when the messages are old enough.
        stack.Rig.Time.AdjustTime(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(30));
        Directory.CreateDirectory(stack._folder.In(".local"));
        stack.Write();
        stack.WriteSecrets(ReconcileRig.Account.AuthToken);
        return stack;
    }

    /// <summary>Simulates texting a photo in each of some messages while the webhook is down.</summary>
    public async Task LoseAsync(int messages)
    {
        Rig.Twilio.Webhook = Emulator.Twilio.WebhookState.Down;
        for (var i = 0; i < messages; i++)
        {
            await Rig.TextAsync();
        }

        Rig.Twilio.Webhook = Emulator.Twilio.WebhookState.Up;
        Rig.Wait();
    }

    /// <summary>Runs mmsq reconcile.</summary>
    public async Task<MmsqAnswer> RunAsync(params string[] arguments)
    {
        var answer = await Mmsq.RunAsync(_folder.Path, ["reconcile", .. arguments]);
        Assert.DoesNotContain(ReconcileRig.From[1..], answer.Output + answer.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(ReconcileRig.To[1..], answer.Output + answer.Errors, StringComparison.Ordinal);
        return answer;
    }

    /// <summary>Writes stack.json.</summary>
    public void Write(string webhookUrl = ReconcileRig.WebhookUrl, bool hasSecrets = true)
    {
        var stack = new JsonObject
        {
            ["MediaQueueUrl"] = Rig.MediaQueueUrl,
            ["DeadLetterQueueUrl"] = Rig.DeadLetterQueueUrl,
            ["MediaBucket"] = ReconcileRig.Bucket,
            ["PublicBaseUrl"] = ReconcileRig.PublicBaseUrl,
            ["WebhookUrl"] = webhookUrl,
            ["SimulatorUrl"] = new Uri(Rig.Origin, "/simulator/mms").ToString(),
            ["SqsEndpoint"] = _aws.Sqs.ToString(),
            ["S3Endpoint"] = _aws.S3.ToString(),
            ["Region"] = "us-east-1",
            [nameof(SecretsFile)] = hasSecrets ? SecretsFile : null,
        };
        File.WriteAllText(_folder.In(".local/stack.json"), stack.ToJsonString());
    }

    /// <summary>Writes secrets.json.</summary>
    public void WriteSecrets(string authToken)
    {
        var secrets = new JsonObject
        {
            ["TWILIO_ACCOUNT_SID"] = ReconcileRig.Account.Sid,
            ["TWILIO_AUTH_TOKEN"] = authToken,
            ["LINK_SECRET"] = ReconcileRig.LinkSecret,
        };
        File.WriteAllText(SecretsFile, secrets.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        _folder.Dispose();
    }
}
