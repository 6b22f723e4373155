using System.Text.Json;

namespace MmsQueue.Cli.Load;

/// <summary>The result for a machine: durations in milliseconds, moments in seconds from the first sending.</summary>
internal static class LoadJson
{
    public static byte[] Write(LoadResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Write(json, result);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    public static void Write(Utf8JsonWriter json, LoadResult result)
    {
        json.WriteString("run", result.Run);
        json.WriteString("startedAt", result.StartedAt);
        json.WriteString("through", result.Through);
        json.WriteNumber("planned", result.Planned);
        json.WriteNumber("sent", result.Sent);
        json.WriteNumber("othersAtStart", result.Others);
        json.WriteBoolean("interrupted", result.IsInterrupted);
        json.WriteNumber("stored", result.Stored);
        json.WriteNumber("deadLettered", result.DeadLettered);
        json.WriteNumber("lost", result.Lost);
        json.WriteNumber("unfinished", result.Unfinished);
        json.WriteNumber("wrong", result.Wrong);
        json.WriteNumber("duplicates", result.Duplicates);
        json.WriteNumber("sendRate", Math.Round(result.SendRate, 2));
        json.WriteNumber("drainRate", Math.Round(result.DrainRate, 2));
        json.WriteNumber("durationMs", Math.Round(result.Duration.TotalMilliseconds));
        WriteLatency(json, result);
        Array(json, "rateByQueued", result.Rates, rate => (("queued", rate.Queued), ("perSecond", Math.Round(rate.PerSecond, 2))));
        Array(json, "depth", result.Depth, sample => (("second", Math.Round(sample.Second, 3)), ("queued", sample.Queued)));
        json.WriteStartArray("shares");
        foreach (var share in result.Shares)
        {
            json.WriteStartObject();
            json.WriteString("fault", share.Fault);
            json.WriteString("expected", share.Expected);
            json.WriteNumber("jobs", share.Jobs);
            json.WriteNumber("asExpected", share.AsExpected);
            json.WriteStartObject("otherwise");
            foreach (var (end, jobs) in share.Otherwise)
            {
                json.WriteNumber(end, jobs);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in result.Problems)
        {
            json.WriteStringValue(problem);
        }

        json.WriteEndArray();
    }

    private static void WriteLatency(Utf8JsonWriter json, LoadResult result)
    {
        json.WriteStartObject("latencyMs");
        if (result.Latency is { } latency)
        {
            json.WriteNumber("p50", Math.Round(latency.P50));
            json.WriteNumber("p90", Math.Round(latency.P90));
            json.WriteNumber("p99", Math.Round(latency.P99));
            json.WriteNumber("max", Math.Round(latency.Max));
        }

        json.WriteNumber("resolution", result.LatencyResolution.TotalMilliseconds);
        json.WriteEndObject();
    }

    private static void Array<T>(
        Utf8JsonWriter json, string name, IReadOnlyList<T> items, Func<T, ((string Name, double Value) First, (string Name, double Value) Second)> pair)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            var (first, second) = pair(item);
            json.WriteStartObject();
            json.WriteNumber(first.Name, first.Value);
            json.WriteNumber(second.Name, second.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
