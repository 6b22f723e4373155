using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using MmsQueue.Emulator.Twilio;
using MmsQueue.Emulator;

namespace MmsQueue.Local;

/// <summary>Sends photos through the simulator and reports the reply and the stored files.</summary>
internal sealed class Demo(LocalSystem system, HttpClient http, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="EmulatorException">The webhook failed, or a stored photo differs from the original.</exception>
    public async Task RunAsync(IReadOnlyList<string> photos, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"A phone sends {string.Join(", ", photos.Select(Path.GetFileName))} to {TwilioSimulator.DefaultTo}.");
        var clock = Stopwatch.StartNew();
        var answer = await SendAsync(photos, cancellationToken);
        await ReportReplyAsync(answer, photos.Count, clock.Elapsed);
        var stored = answer.Links.Select((link, i) => StoredAsync(link, photos[i], answer.MessageSid, clock, cancellationToken)).ToList();
        foreach (var line in stored)
        {
            await output.WriteLineAsync(await line);
        }
    }

    private async Task<SimulatorAnswer> SendAsync(IReadOnlyList<string> photos, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new StringContent(TwilioSimulator.DefaultFrom), "from" } };
        foreach (var photo in photos)
        {
            form.Add(new ByteArrayContent(await ReadAsync(photo, cancellationToken)), "file", Path.GetFileName(photo));
        }

        using var response = await http.PostAsync(new Uri(system.Url, TwilioSimulator.Route), form, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize(text, LocalJson.Default.SimulatorAnswer)!
            : throw new EmulatorException($"The simulator returned {(int)response.StatusCode}: {text.Trim()}");
    }

    private async Task ReportReplyAsync(SimulatorAnswer answer, int photos, TimeSpan elapsed)
    {
        if (answer.Status is < 200 or > 299)
        {
            var error = Diagnosis.LastError("ingress", (await system.Ingress).Log);
            throw new EmulatorException($"The webhook returned {answer.Status}. {error}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Reply after {elapsed.TotalSeconds:0.00} s:"));
        foreach (var line in (answer.Reply ?? "(none)").Split('\n'))
        {
            await output.WriteLineAsync($"  | {line}");
        }

        if (answer.Links.Count != photos)
        {
            throw new EmulatorException($"The reply has {answer.Links.Count} links for {photos} photos.");
        }
    }

    private async Task<string> StoredAsync(
        string link, string photo, string messageSid, Stopwatch clock, CancellationToken cancellationToken)
    {
        using var response = await WaitAsync(link, messageSid, clock, cancellationToken);
        var elapsed = clock.Elapsed.TotalSeconds;
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hash != Convert.ToHexStringLower(SHA256.HashData(await ReadAsync(photo, cancellationToken))))
        {
            throw new EmulatorException($"The file at {link} ({bytes.Length} bytes, SHA-256 {hash}) differs from {photo}.");
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Stored after {elapsed:0.00} s:
              {link}
              {response.Content.Headers.ContentType}, {bytes.Length:N0} bytes
              SHA-256 {hash}, identical to {Path.GetFileName(photo)}
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
                var reason = await Diagnosis.OfJobAsync(system, messageSid, cancellationToken);
                throw new EmulatorException($"{link} still returns {status} after {Patience.TotalSeconds:0} s. {reason}");
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
            throw new EmulatorException($"Cannot open the link {link}: {e.Message}", e);
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
            throw new EmulatorException($"Cannot read the photo: {e.Message}", e);
        }
    }
}

/// <summary>The simulator's response to a message.</summary>
internal sealed record SimulatorAnswer(string MessageSid, int Status, string? Reply, IReadOnlyList<string> Links);
