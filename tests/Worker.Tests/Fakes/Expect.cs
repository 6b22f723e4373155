using MmsQueue.Shared;

namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>The three outcomes of a job.</summary>
internal static class Expect
{
    public static async Task StoredAsync(TestWorker worker, MediaJob job, byte[] bytes, int tries = 1)
    {
        var response = await worker.HandleAsync(job);

        Assert.Empty(response.BatchItemFailures);
        Assert.Empty(worker.Queue.DeadLetters);
        Assert.Equal(bytes, worker.Store.Objects[job.Key]);
        Assert.Equal(tries, worker.Tries(job));
    }

    public static async Task<string> DeadLetteredAsync(TestWorker worker, MediaJob job, FailureReason reason, int tries = 1)
    {
        var response = await worker.HandleAsync(job);

        Assert.Empty(response.BatchItemFailures);
        Assert.Empty(worker.Store.Objects);
        var letter = Assert.Single(worker.Queue.DeadLetters);
        Assert.Equal(reason, letter.Reason);
        Assert.Equal(job.ToJson(), letter.Job.Body);
        Assert.Equal(tries, worker.Tries(job));
        return letter.Detail;
    }

    /// <summary>The job failed, stays on the queue, and is visible again after the pause.</summary>
    public static async Task RetriedLaterAsync(TestWorker worker, MediaJob job, int tries = 4, double afterSeconds = 10)
    {
        var response = await worker.HandleAsync(job);

        Assert.Single(response.BatchItemFailures);
        Assert.Empty(worker.Store.Objects);
        Assert.Empty(worker.Queue.DeadLetters);
        Assert.Equal(1, worker.Queue.Count);
        Assert.Equal(tries, worker.Tries(job));
        Assert.Equal(TimeSpan.FromSeconds(afterSeconds), Assert.Single(worker.Queue.Delays));
    }
}
