using MmsQueue.Operations.Reconcile;
using MmsQueue.Worker;
using MmsQueue.Worker.Queue;

namespace MmsQueue.Template.Tests;

/// <summary>The function that recovers lost messages, and what it must agree on with the others.</summary>
public sealed class ReconcilerTests
{
    [Fact]
    public void It_runs_every_15_minutes_and_never_twice_at_once()
    {
        var rule = Deployment.Default.Properties("ReconcilerSchedule");
        var permission = Deployment.Default.Properties("ReconcilerPermission");
        Assert.Equal(("rate(15 minutes)", "ReconcilerFunction.Arn"), (rule.Text("ScheduleExpression"), rule.Text("Targets/0/Arn")));
        Assert.Equal(
            ("events.amazonaws.com", "ReconcilerFunction", "ReconcilerSchedule.Arn"),
            (permission.Text("Principal"), permission.Text("FunctionName"), permission.Text("SourceArn")));
        Assert.Equal("1", Deployment.Default.Properties("ReconcilerFunction").Text("ReservedConcurrentExecutions"));
    }

    [Fact]
    public void It_stays_on_the_managed_runtime() => Assert.Equal(
        "dotnet10", new Deployment(("FunctionRuntime", "provided.al2023")).Properties("ReconcilerFunction").Text("Runtime"));

    [Fact]
    public void It_sends_messages_to_the_URL_that_the_output_names()
    {
        Assert.All([Deployment.Default, new Deployment(("WebhookUrl", "https://mms.example/mms"))], deployment => Assert.Equal(
            deployment.Output("WebhookUrl").Split('#')[0], deployment.Environment("ReconcilerFunction")["WEBHOOK_URL"]));
    }

    [Fact]
    public void It_agrees_with_the_ingress_on_links_and_with_the_worker_on_the_bucket_and_the_queues()
    {
        var reconciler = Deployment.Default.Environment("ReconcilerFunction");
        var (ingress, worker) = (Deployment.Default.Environment("IngressFunction"), Deployment.Default.Environment("WorkerFunction"));
        Assert.All(
            ["PUBLIC_BASE_URL", "LINK_SECRET", "MEDIA_KEY_PREFIX", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"],
            name => Assert.Equal(ingress[name], reconciler[name]));
        Assert.All(["MEDIA_BUCKET", "MEDIA_QUEUE_URL", "DEAD_LETTER_QUEUE_URL"], name => Assert.Equal(worker[name], reconciler[name]));
    }

    [Fact]
    public void It_waits_for_a_job_as_long_as_the_worker_may_retry_it()
    {
        var worker = WorkerOptions.Read(Deployment.Default.Environment("WorkerFunction").GetValueOrDefault);
        var timeout = TimeSpan.FromSeconds(Deployment.Default.Properties("WorkerFunction").Number("Timeout"));
        var longest = Enumerable.Range(1, worker.MaxReceiveCount - 1)
            .Aggregate(timeout, (time, receive) => time + timeout + RedeliverySchedule.PauseAfter(receive, worker.Redelivery, chance: 1));
        var options = new ReconcileOptions { AccountSid = "", PublicBaseUrl = "", Numbers = new HashSet<string>(StringComparer.Ordinal) };
        Assert.InRange(options.LongestWay, longest, 2 * longest);
    }

    [Fact]
    public void One_alarm_reports_recovered_messages_and_another_the_failures_of_the_reconciler()
    {
        Assert.Equal("MessagesRecovered", Deployment.Default.Properties("RecoveredAlarm").Text("MetricName"));
        var failures = Deployment.Default.Properties("ReconcilerAlarm");
        Assert.Equal(("Errors", "ReconcilerFunction"), (failures.Text("MetricName"), failures.Text("Dimensions/0/Value")));
    }
}
