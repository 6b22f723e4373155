using System.Text.Json;
using System.Text.Json.Nodes;

namespace MmsQueue.Shared.Tests;

public sealed class MediaJobTests
{
    [Fact]
    public void A_job_survives_a_round_trip_through_JSON() => Assert.Equal(Jobs.Good, MediaJob.Parse(Jobs.Good.ToJson()));

    [Fact]
    public void The_JSON_matches_the_contract()
    {
        var job = Jobs.Good with { MediaUrl = "https://api.twilio.com/x", ContentType = "" };

        Assert.Equal(
            """
            {"version":1,"messageSid":"MMaa56aff7e3b3f3fe164b98c855e0f8ac","accountSid":"AC00000000000000000000000000000001",
            "mediaIndex":3,"mediaUrl":"https://api.twilio.com/x","contentType":"",
            "key":"media/qt6smss5f4dtmgb5/uxjwn5jpsvxsnoh2cdaf4ktp3i.jpg","receivedAt":"2026-11-22T10:00:00+00:00"}
            """.ReplaceLineEndings(""),
            job.ToJson().Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_job_in_the_sample_batch_is_read()
    {
        using var batch = JsonDocument.Parse(File.ReadAllText("events/sqs-batch.json"));

        var jobs = batch.RootElement.GetProperty("Records").EnumerateArray()
            .Select(record => MediaJob.Parse(record.GetProperty("body").GetString())).ToList();

        Assert.Equal(
            ["MMaa56aff7e3b3f3fe164b98c855e0f8ac", "MM11a026478d23fe9587df8224cab2fdd4"],
            jobs.Select(job => job.MessageSid),
            StringComparer.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 1, TimeSpan.Zero), jobs[1].ReceivedAt);
    }

    [Fact]
    public void Only_the_invalid_record_in_the_poison_sample_is_refused()
    {
        using var batch = JsonDocument.Parse(File.ReadAllText("events/sqs-poison.json"));

        var refused = batch.RootElement.GetProperty("Records").EnumerateArray()
            .Select((record, index) => (record, index))
            .Where(item => Record.Exception(() => MediaJob.Parse(item.record.GetProperty("body").GetString())) is MediaJobException)
            .Select(item => item.index);

        Assert.Equal([4], refused);
    }

    [Fact]
    public void Unknown_fields_are_ignored()
    {
        var body = Jobs.With(json =>
        {
            json["extra"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
            json["Version"] = 7;
        });

        Assert.Equal(Jobs.Good, MediaJob.Parse(body));
    }

    [Fact]
    public void A_job_of_one_mebibyte_is_read() =>
        Assert.Equal(Jobs.Good, MediaJob.Parse(Jobs.With(json => json["padding"] = new string('x', 1024 * 1024))));

    [Fact]
    public void Non_ASCII_text_and_markup_survive_a_round_trip()
    {
        var job = Jobs.Good with { ContentType = "a/b; name=\"📷 <é>&\u0001\"" };

        Assert.Equal(job, MediaJob.Parse(job.ToJson()));
    }
}
