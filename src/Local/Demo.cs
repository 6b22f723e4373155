using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace MmsQueue.Local;

/// <summary>Texts photos through the simulator and tells, as a person would want to see it, what came of them.</summary>
internal sealed class Demo(LocalSystem system, HttpClient http, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="LocalException">The webhook did not answer well, or a photo did not get behind its link as it was.</exception>
    public async Task RunAsync(IReadOnlyList<string> photos, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"A phone texts {string.Join(", ", photos.Select(Path.GetFileName))} to {Simulator.DefaultTo}.");
        var clock = Stopwatch.StartNew();
        var answer = await SendAsync(photos, cancellationToken);
        await TellReplyAsync(answer, photos.Count, clock.Elapsed);
        var stored = answer.Links.Select((link, i) => StoredAsync(link, photos[i], answer.MessageSid, clock, cancellationToken)).ToList();
        foreach (var line in stored)
        {
            await output.WriteLineAsync(await line);
        }
    }

    private async Task<SimulatorAnswer> SendAsync(IReadOnlyList<string> photos, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Simulator.DefaultFrom), "from" } };
        foreach (var photo in photos)
        {
            form.Add(new ByteArrayContent(await ReadAsync(photo, cancellationToken)), "file", Path.GetFileName(photo));
        }

        using var response = await http.PostAsync(new Uri(system.Url, Simulator.Route), form, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? SimulatorAnswer.Read(text) : throw new LocalException($"The simulator answered {(int)response.StatusCode}: {text.Trim()}");
    }

    private async Task TellReplyAsync(SimulatorAnswer answer, int photos, TimeSpan elapsed)
    {
        if (answer.Status is < 200 or > 299)
        {
            throw new LocalException($"The webhook answered {answer.Status}. {Diagnosis.LastError("ingress", system.Ingress.Log)}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The reply, after {elapsed.TotalSeconds:0.00} s:"));
        foreach (var line in (answer.Reply ?? "(none)").Split('\n'))
        {
            await output.WriteLineAsync($"  | {line}");
        }

        if (answer.Links.Count != photos)
        {
            throw new LocalException($"The reply has {answer.Links.Count} links for {photos} photos.");
        }
    }

    private async Task<string> StoredAsync(string link, string photo, string messageSid, Stopwatch clock, CancellationToken cancellationToken)
    {
        using var response = await WaitAsync(link, messageSid, clock, cancellationToken);
        var elapsed = clock.Elapsed.TotalSeconds;
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hash != Convert.ToHexStringLower(SHA256.HashData(await ReadAsync(photo, cancellationToken))))
        {
            throw new LocalException($"What is behind {link} ({bytes.Length} bytes, SHA-256 {hash}) is not {photo}.");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Behind its link, after {elapsed:0.00} s:
              {link}
              {response.Content.Headers.ContentType}, {bytes.Length:N0} bytes
              SHA-256 {hash}, same as {Path.GetFileName(photo)}
            """);
    }

    private async Task<HttpResponseMessage> WaitAsync(string link, string messageSid, Stopwatch clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            var response = await GetAsync(link, cancellationToken);
            if (response.StatusCode is HttpStatusCode.OK)
            {
                return response;
            }

            var status = (int)response.StatusCode;
            response.Dispose();
            if (clock.Elapsed > Patience)
            {
                throw new LocalException($"Nothing is behind {link} after {Patience.TotalSeconds:0} s ({status}). {await Diagnosis.OfJobAsync(system, messageSid, cancellationToken)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string link, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetAsync(new Uri(link), cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new LocalException($"The link {link} cannot be opened: {e.Message}", e);
        }
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LocalException($"The photo cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>What the simulator told of the message it sent.</summary>
internal sealed record SimulatorAnswer(string MessageSid, int Status, string? Reply, IReadOnlyList<string> Links)
{
    public static SimulatorAnswer Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        return new SimulatorAnswer(
            root.GetProperty("messageSid").GetString()!,
            root.GetProperty("status").GetInt32(),
            root.GetProperty("reply").GetString(),
            [.. root.GetProperty("links").EnumerateArray().Select(link => link.GetString()!)]);
    }
}
