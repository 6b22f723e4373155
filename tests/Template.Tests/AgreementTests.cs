using MmsQueue.Ingress;
using MmsQueue.Worker;
using MmsQueue.Worker.Queue;

namespace MmsQueue.Template.Tests;

/// <summary>Numbers of the template that must agree with each other and with the code.</summary>
public sealed class AgreementTests
{
    private static readonly TimeSpan TwilioGivesUp = TimeSpan.FromSeconds(15);

    private readonly IngressOptions _ingress =
        IngressOptions.Read(Deployment.Default.Environment("IngressFunction").GetValueOrDefault);

    private readonly WorkerOptions _worker =
        WorkerOptions.Read(Deployment.Default.Environment("WorkerFunction").GetValueOrDefault);

    [Fact]
    public void The_worker_gives_up_at_the_receive_after_which_SQS_would() =>
        Assert.Equal(Deployment.Default.Properties("MediaQueue").Number("RedrivePolicy/maxReceiveCount"), _worker.MaxReceiveCount);

    [Fact]
    public void The_visibility_timeout_is_at_least_six_times_the_workers_timeout() =>
        Assert.True(Seconds("MediaQueue", "VisibilityTimeout") >= 6 * Seconds("WorkerFunction", "Timeout"));

    [Fact]
    public void The_worker_has_time_for_two_full_tries_and_its_reserve() =>
        Assert.True(Seconds("WorkerFunction", "Timeout") >= (2 * _worker.TryTimeout) + _worker.Reserve + _worker.RetryDelay);

    [Fact]
    public void Timeouts_grow_from_the_ingress_budget_to_the_function_the_API_and_Twilio()
    {
        var function = Seconds("IngressFunction", "Timeout");
        var api = Milliseconds("IngressIntegration", "TimeoutInMillis");
        Assert.True(_ingress.Budget < function && function < api && api < TwilioGivesUp);
    }

    [Fact]
    public void Dead_letters_are_kept_longer_than_jobs_and_for_the_SQS_maximum()
    {
        Assert.True(Seconds("DeadLetterQueue", "MessageRetentionPeriod") > Seconds("MediaQueue", "MessageRetentionPeriod"));
        Assert.Equal(TimeSpan.FromDays(14), Seconds("DeadLetterQueue", "MessageRetentionPeriod"));
    }

    [Fact]
    public void A_job_survives_a_worker_outage_of_ten_days() =>
        Assert.True(Seconds("MediaQueue", "MessageRetentionPeriod") >= TimeSpan.FromDays(10) + LongestFirst(_worker.MaxReceiveCount));

    // When SQS itself moves a message, its retention still counts from when it was first sent.
    [Fact]
    public void A_job_that_SQS_moves_at_the_last_moment_stays_a_dead_letter_for_three_days() =>
        Assert.True(
            Seconds("DeadLetterQueue", "MessageRetentionPeriod") - Seconds("MediaQueue", "MessageRetentionPeriod") >= TimeSpan.FromDays(3));

    [Fact]
    public void An_alarm_fires_three_days_before_SQS_deletes_a_job()
    {
        var alarm = Deployment.Default.Properties("ExpiringJobAlarm");
        Assert.Equal("ApproximateAgeOfOldestMessage", alarm.Text("MetricName"));
        Assert.Equal("MediaQueue.QueueName", alarm.Text("Dimensions/0/Value"));
        Assert.True(Seconds("MediaQueue", "MessageRetentionPeriod") - Seconds("ExpiringJobAlarm", "Threshold") >= TimeSpan.FromDays(3));
        Assert.True(Seconds("ExpiringJobAlarm", "Threshold") > Seconds("OldestJobAlarm", "Threshold"));
    }

    [Fact]
    public void A_single_failing_job_never_triggers_the_alarm_for_old_jobs() =>
        Assert.True(Seconds("OldestJobAlarm", "Threshold") > LongestFirst(3));

    [Fact]
    public void The_latency_alarm_fires_before_webhooks_return_503() =>
        Assert.True(Milliseconds("WebhookLatencyAlarm", "Threshold") < _ingress.Budget);

    [Fact]
    public void A_batch_is_as_large_as_the_workers_parallelism_and_its_records_fail_individually()
    {
        var events = Deployment.Default.Properties("WorkerEvents");
        Assert.Equal(_worker.MaxParallel, events.Number("BatchSize"));
        Assert.Equal(["ReportBatchItemFailures"], events.Texts("FunctionResponseTypes"));
    }

    [Fact]
    public void The_parameter_sets_the_number_of_workers() =>
        Assert.Equal(
            "42", new Deployment(("WorkerConcurrency", "42")).Properties("WorkerEvents").Text("ScalingConfig/MaximumConcurrency"));

    [Fact]
    public void A_batch_of_the_largest_files_fits_into_the_512_MB_of_tmp() =>
        Assert.True(_worker.MaxMediaBytes * _worker.MaxParallel < 512_000_000);

    private TimeSpan LongestFirst(int receives) => TimeSpan.FromSeconds(Enumerable.Range(1, receives).Sum(receive =>
        (RedeliverySchedule.PauseAfter(receive, _worker.Redelivery, chance: 1) + Seconds("WorkerFunction", "Timeout")).TotalSeconds));

    private static TimeSpan Seconds(string resource, string property) =>
        TimeSpan.FromSeconds(Deployment.Default.Properties(resource).Number(property));

    private static TimeSpan Milliseconds(string resource, string property) =>
        TimeSpan.FromMilliseconds(Deployment.Default.Properties(resource).Number(property));
}
