using System.Security.Cryptography;
using MmsQueue.Operations;

namespace MmsQueue.Cli.Load;

/// <summary>Sends each job as an MMS through the simulator, which calls the webhook and returns the link.</summary>
internal sealed class WebhookSender(
    HttpClient http, Uri simulatorUrl, string linksBase, int mediaBytes, string from, TimeProvider time) : ISender
{
    public int BatchSize => 1;

    public Task PrepareAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken)
    {
        foreach (var type in jobs.GroupBy(job => job.Plan.Template.ContentType, StringComparer.Ordinal))
        {
            var hash = Convert.ToHexString(SHA256.HashData(SampleMedia.Create(type.Key, mediaBytes)));
            foreach (var job in type)
            {
                job.Sha256 = hash;
            }
        }

        return Task.CompletedTask;
    }

    public async Task SendAsync(IReadOnlyList<TrackedJob> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
        {
            using var form = Hosting.Form(job.Plan.Template.ContentType, job.Plan.Fault?.Fault ?? "", mediaBytes);
            form.Add(new StringContent(from), "from");
            var now = time.GetUtcNow();
            var answer = await Hosting.PostAsync(http, simulatorUrl, form, CliJson.Plain.SimulatorAnswer, cancellationToken);
            if (answer.Status is not 200)
            {
                throw new OperatorException(
                    $"The webhook returned {answer.Status} for message {job.Plan.Number + 1}: see the ingress's log.");
            }

            job.MessageSid = answer.MessageSid;
            job.Key = Key(answer.Links is [var link, ..] ? link : null);
            job.SentAt = now;
        }
    }

    private string Key(string? link) => link is not null && link.StartsWith(linksBase, StringComparison.Ordinal)
        ? link[linksBase.Length..].TrimStart('/')
        : throw new OperatorException(
            $"The reply's link {link ?? "(none)"} does not start with {linksBase}: set the links' base URL with --links-base.");
}
