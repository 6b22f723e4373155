using System.Diagnostics;
using System.Net;
using System.Text.Json;
using MmsQueue.Cli.DeadLetters;
using MmsQueue.Operations;
using MmsQueue.Operations.DeadLetters;

namespace MmsQueue.Cli;

/// <summary>A message as sent from the phone; the simulator fills in what is null.</summary>
internal sealed record OutgoingMessage(IReadOnlyList<string> Files, string? From, string? Body, string? Fault);

/// <summary>Sends one message through the simulator and waits for its links.</summary>
internal sealed class SendRun(CommandContext context) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new();

    public async Task<int> RunAsync(OutgoingMessage message, bool waits, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(message, cancellationToken);
        var clock = Stopwatch.StartNew();
        if (!context.Screen.IsJson)
        {
            context.Screen.Answer($"Message {answer.MessageSid}");
            (answer.Reply ?? "(no reply)").Split('\n').ToList().ForEach(line => context.Screen.Answer($"  | {line}"));
            answer.Links.ToList().ForEach(context.Screen.Answer);
        }

        if (answer.Status is < 200 or > 299)
        {
            throw new OperatorException(
                $"The webhook returned {answer.Status} for message {answer.MessageSid}. See the ingress's log (.local/logs/ingress.log).");
        }

        var failure = waits ? await WaitAsync(answer, clock, cancellationToken) : null;
        var isServed = waits && failure is null;
        if (context.Screen.IsJson)
        {
            context.Screen.AnswerJson(new SendJson(answer.MessageSid, answer.Reply, answer.Links, isServed));
        }
        else if (isServed)
        {
            context.Screen.Answer($"Served after {clock.Elapsed.TotalSeconds:0.00} s.");
        }

        return failure is null ? 0 : throw new OperatorException(failure);
    }

    public void Dispose() => _http.Dispose();

    private async Task<SimulatorAnswer> PostAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent();
        Add("from", message.From);
        Add("body", message.Body);
        Add("fault", message.Fault);

        foreach (var file in message.Files)
        {
            form.Add(new StreamContent(Open(file)), "file", Path.GetFileName(file));
        }

        using var response = await _http.PostAsync(new Uri(context.Stack.RequiredSimulatorUrl), form, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => JsonSerializer.Deserialize(text, CliJson.Plain.SimulatorAnswer)!,
            HttpStatusCode.BadRequest => throw new UsageException(text.Trim()),
            var other => throw new OperatorException($"The simulator returned {(int)other}: {text.Trim()} See Local's output."),
        };

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                form.Add(new StringContent(value), name);
            }
        }
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"{file} cannot be read: {e.Message}", e);
        }
    }

    // Why a link does not serve its media file; null if all links do.
    private async Task<string?> WaitAsync(SimulatorAnswer answer, Stopwatch clock, CancellationToken cancellationToken)
    {
        var letters = context.Stack.DeadLetterQueueUrl is null ? null : new MessageLetters(Look.Reader(context), answer.MessageSid);
        foreach (var link in answer.Links)
        {
            while (!await IsServedAsync(link, cancellationToken))
            {
                if (letters is not null && await letters.FindAsync(cancellationToken) is { } letter)
                {
                    var dead = answer.Links.FirstOrDefault(other => other.EndsWith(letter.Job!.Key, StringComparison.Ordinal), link);
                    return $"{dead} will not be served: {letter.Reason} ({letter.Detail}). "
                        + $"After fixing the cause, run mmsq dlq replay --message-sid {answer.MessageSid}";
                }

                if (clock.Elapsed > Timeout)
                {
                    return $"{link} is not served after {Timeout.TotalSeconds:0} s. "
                        + $"Run mmsq dlq list --message-sid {answer.MessageSid} or mmsq status to find out why.";
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
}
