using System.Security.Cryptography;

namespace MmsQueue.Cli.Load;

/// <summary>Sends each job as an MMS through the simulator, which calls the webhook and hands back the link.</summary>
internal sealed class WebhookSender(HttpClient http, Uri simulatorUrl, string linksBase, int mediaBytes, string from, TimeProvider time) : ISender
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
            var answer = await Hosting.PostAsync(http, simulatorUrl, form, cancellationToken);
            if (answer.GetProperty("status").GetInt32() is not 200 and var status)
            {
                throw new MmsqException($"The webhook answered {status} to message {job.Plan.Number + 1}: see the ingress's log.");
            }

            job.MessageSid = answer.GetProperty("messageSid").GetString()!;
            job.Key = Key(answer.GetProperty("links").EnumerateArray().Select(link => link.GetString()!).FirstOrDefault());
            job.SentAt = now;
        }
    }

    private string Key(string? link) => link is not null && link.StartsWith(linksBase, StringComparison.Ordinal)
        ? link[linksBase.Length..].TrimStart('/')
        : throw new MmsqException($"The reply's link {link ?? "(none)"} does not start with {linksBase}: give the links' start with --links-base.");
}
