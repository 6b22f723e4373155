using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Template.Tests;

/// <summary>Alarms, traces and the dashboard.</summary>
public sealed partial class WatchTests
{
    private static readonly IReadOnlyList<string> Alarms = TemplateFile.OfType("AWS::CloudWatch::Alarm");

    private static readonly JsonNode Dashboard = JsonNode.Parse(Deployment.Default.Properties("Dashboard").Text("DashboardBody"))!;

    [Theory]
    [InlineData("AWS/ApiGateway", "5xx", "Api")]
    [InlineData("AWS/ApiGateway", "Latency", "Api")]
    [InlineData("AWS/Lambda", "Errors", "WorkerFunction")]
    [InlineData("AWS/Lambda", "Throttles", "WorkerFunction")]
    public void An_alarm_watches_the_metric(string space, string metric, string of) => Assert.Single(
        Alarms.Select(Deployment.Default.Properties),
        alarm => (alarm.Text("Namespace"), alarm.Text("MetricName"), alarm.Text("Dimensions/0/Value")) == (space, metric, of));

    [Fact]
    public void One_dead_letter_triggers_the_alarm_within_a_minute_even_while_in_flight()
    {
        var alarm = Deployment.Default.Properties("DeadLetterAlarm");
        Assert.Equal(("0", "GreaterThanThreshold"), (alarm.Text("Threshold"), alarm.Text("ComparisonOperator")));
        Assert.Equal("1", alarm.Text("EvaluationPeriods"));
        Assert.Equal("visible + held", alarm.Text("Metrics/0/Expression"));
        Assert.Equal(
            ["visible: ApproximateNumberOfMessagesVisible", "held: ApproximateNumberOfMessagesNotVisible"],
            alarm.Items("Metrics").Skip(1).Select(metric => $"{metric.Text("Id")}: {metric.Text("MetricStat/Metric/MetricName")}"),
            StringComparer.Ordinal);
        Assert.All(alarm.Items("Metrics").Skip(1), metric =>
        {
            Assert.Equal("false", metric.Text("ReturnData"));
            var stat = metric.At("MetricStat");
            Assert.Equal(("Maximum", "60"), (stat.Text("Stat"), stat.Text("Period")));
            Assert.Equal(
                ("AWS/SQS", "DeadLetterQueue.QueueName"), (stat.Text("Metric/Namespace"), stat.Text("Metric/Dimensions/0/Value")));
        });
    }

    [Fact]
    public void Two_alarms_watch_the_age_of_the_oldest_job() => Assert.Equal(
        ["OldestJobAlarm", "ExpiringJobAlarm"],
        Alarms.Where(alarm => Deployment.Default.Properties(alarm).Text("MetricName") == "ApproximateAgeOfOldestMessage"),
        StringComparer.Ordinal);

    [Fact]
    public void The_latency_alarm_watches_the_99th_percentile() =>
        Assert.Equal("p99", Deployment.Default.Properties("WebhookLatencyAlarm").Text("ExtendedStatistic"));

    [Fact]
    public void Every_alarm_sends_mail_when_it_fires_and_when_it_clears()
    {
        var mailed = new Deployment(("AlarmEmail", "ops@example.com"));
        Assert.Equal("ops@example.com", mailed.Properties("AlarmTopic").Text("Subscription/0/Endpoint"));
        Assert.All(Alarms.Select(mailed.Properties), alarm =>
        {
            Assert.Equal(["AlarmTopic"], alarm.Texts("AlarmActions"));
            Assert.Equal(["AlarmTopic"], alarm.Texts("OKActions"));
        });
    }

    [Fact]
    public void Without_an_email_address_there_is_no_topic_and_no_alarm_action()
    {
        Assert.Equal("HasAlarmEmail", TemplateFile.Resources["AlarmTopic"].Text("Condition"));
        Assert.All(
            Alarms.Select(Deployment.Default.Properties),
            alarm => Assert.Empty(alarm.Texts("AlarmActions").Concat(alarm.Texts("OKActions"))));
    }

    [Fact]
    public void Missing_data_never_triggers_an_alarm() =>
        Assert.All(Alarms, alarm => Assert.Equal("notBreaching", Deployment.Default.Properties(alarm).Text("TreatMissingData")));

    [Fact]
    public void Every_function_is_traced() => Assert.Equal("Active", TemplateFile.Root.Text("Globals/Function/Tracing"));

    [Fact]
    public void The_dashboard_shows_every_alarm() => Assert.Equal(
        Alarms.Select(alarm => alarm + ".Arn"),
        Dashboard.Items("widgets").SelectMany(widget => widget.Texts("properties/alarms")),
        StringComparer.Ordinal);

    [Fact]
    public void Every_custom_metric_on_the_dashboard_is_written_by_its_function()
    {
        var ours = Metrics().Where(metric => metric.Text("0") == EmbeddedMetrics.Namespace).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, metric =>
        {
            Assert.Equal("FunctionName", metric.Text("2"));
            var texts = Function.All.Single(function => function.Resource == metric.Text("3")).Assembly.Texts();
            Assert.True(texts.Contains(metric.Text("1")), metric.ToJsonString());
        });
    }

    [Fact]
    public void Every_dashboard_search_is_for_a_metric_that_its_function_writes_by_reason()
    {
        var searches = AllMetrics().Where(metric => metric[0] is JsonObject)
            .Select(metric => Search().Match(metric.Text("0/expression"))).ToList();
        Assert.NotEmpty(searches);
        Assert.All(searches, search =>
        {
            var function = Function.All.Single(function => function.Resource == search.Groups["function"].Value);
            Assert.Contains(search.Groups["metric"].Value, function.Assembly.Texts(), StringComparer.Ordinal);
        });
    }

    [Fact]
    public void The_dashboard_covers_the_path_from_webhook_to_link() => Assert.All(
        [
            "Webhooks", "WebhooksRefused", "IngressFailures", "MediaEnqueued",
            "MediaStored", "MediaRetried", "MediaDeadLettered", "StoreLatency",
        ],
        name => Assert.Contains(Metrics(), metric => metric.Text("1") == name));

    [Fact]
    public void Dashboard_widgets_do_not_overlap() => Assert.Distinct(
        Dashboard.Items("widgets").Select(widget => $"{widget["x"]},{widget["y"]}"), StringComparer.Ordinal);

    private static IEnumerable<JsonArray> AllMetrics() =>
        Dashboard.Items("widgets").SelectMany(widget => widget.Items("properties/metrics")).OfType<JsonArray>();

    private static IEnumerable<JsonArray> Metrics() => AllMetrics().Where(metric => metric[0] is JsonValue);

    [GeneratedRegex(
        """^SEARCH\('\{MmsQueue,FunctionName,Reason\} MetricName="(?<metric>\w+)" FunctionName="(?<function>\w+)"', 'Sum', 300\)$""",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Search();
}
