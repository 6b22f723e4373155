using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using MmsQueue.Cli.DeadLetters;

namespace MmsQueue.Cli;

/// <summary>A message as the phone would send it; null leaves it to the simulator.</summary>
internal sealed record OutgoingMessage(IReadOnlyList<string> Files, string? From, string? Body, string? Fault);

/// <summary>Sends one message through the simulator and watches its links.</summary>
internal sealed class Sending(CommandContext context) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new();

    public async Task<int> RunAsync(OutgoingMessage message, bool waits, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync(message, cancellationToken);
        var clock = Stopwatch.StartNew();
        var root = answer.RootElement;
        var (sid, status) = (root.GetProperty("messageSid").GetString()!, root.GetProperty("status").GetInt32());
        string[] links = [.. root.GetProperty("links").EnumerateArray().Select(link => link.GetString()!)];
        if (!context.Screen.IsJson)
        {
            context.Screen.Answer($"Message {sid}");
            (root.GetProperty("reply").GetString() ?? "(no reply)").Split('\n').ToList().ForEach(line => context.Screen.Answer($"  | {line}"));
            links.ToList().ForEach(context.Screen.Answer);
        }

        if (status is < 200 or > 299)
        {
            throw new MmsqException(string.Create(CultureInfo.InvariantCulture, $"The webhook answered {status} to message {sid}. Look at the ingress's log (.local/logs/ingress.log)."));
        }

        var failure = waits ? await WaitAsync(sid, links, clock, cancellationToken) : null;
        Tell(root, links, waits && failure is null, clock.Elapsed);
        return failure is null ? 0 : throw new MmsqException(failure);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonDocument> PostAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("from", message.From), ("body", message.Body), ("fault", message.Fault)])
        {
            if (value is not null)
            {
                form.Add(new StringContent(value), name);
            }
        }

        foreach (var file in message.Files)
        {
            form.Add(new StreamContent(Open(file)), "file", Path.GetFileName(file));
        }

        using var response = await _http.PostAsync(new Uri(context.Stack.RequiredSimulatorUrl), form, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => JsonDocument.Parse(text),
            HttpStatusCode.BadRequest => throw new UsageException(text.Trim()),
            var other => throw new MmsqException(string.Create(CultureInfo.InvariantCulture, $"The simulator answered {(int)other}: {text.Trim()} Look at what Local printed.")),
        };
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MmsqException($"{file} cannot be read: {e.Message}", e);
        }
    }

    // Why a link does not serve its media; null when all do.
    private async Task<string?> WaitAsync(string sid, string[] links, Stopwatch clock, CancellationToken cancellationToken)
    {
        var letters = new MessageLetters(context, sid);
        foreach (var link in links)
        {
            while (!await IsServedAsync(link, cancellationToken))
            {
                if (await letters.FindAsync(cancellationToken) is { } letter)
                {
                    var dead = links.FirstOrDefault(other => other.EndsWith(letter.Job!.Key, StringComparison.Ordinal), link);
                    return $"{dead} will not be served: {letter.Reason} ({letter.Detail}). When that is fixed: mmsq dlq replay --message-sid {sid}";
                }

                if (clock.Elapsed > Patience)
                {
                    return $"Nothing is behind {link} after {Patience.TotalSeconds:0} s. Look with mmsq dlq list --message-sid {sid}, or mmsq status.";
                }

                await Task.Delay(LookEvery, context.Time, cancellationToken);
            }
        }

        return null;
    }

    private async Task<bool> IsServedAsync(string link, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(link), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return response.StatusCode is HttpStatusCode.OK;
    }

    private void Tell(JsonElement answer, string[] links, bool isServed, TimeSpan elapsed)
    {
        if (!context.Screen.IsJson)
        {
            if (isServed)
            {
                context.Screen.Answer(string.Create(CultureInfo.InvariantCulture, $"Served after {elapsed.TotalSeconds:0.00} s."));
            }

            return;
        }

        context.Screen.AnswerJson(json =>
        {
            answer.GetProperty("messageSid").WriteTo(Named(json, "messageSid"));
            answer.GetProperty("reply").WriteTo(Named(json, "reply"));
            json.WriteStartArray("links");
            Array.ForEach(links, json.WriteStringValue);
            json.WriteEndArray();
            json.WriteBoolean("served", isServed);
        });
    }

    private static Utf8JsonWriter Named(Utf8JsonWriter json, string name)
    {
        json.WritePropertyName(name);
        return json;
    }
}
