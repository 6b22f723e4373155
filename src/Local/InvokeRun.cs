using System.Text;
using System.Text.Json;
using MmsQueue.Emulator;
using MmsQueue.Emulator.Lambda;
using MmsQueue.Emulator.Processes;

namespace MmsQueue.Local;

/// <summary>Sends one event to one function, as <c>sam local invoke</c> does: the response to stdout, the log to stderr.</summary>
/// <remarks>It starts everything that the function needs in an empty temporary folder.</remarks>
internal sealed class InvokeRun(LocalOptions options, string function, string eventFile, TextWriter output, TextWriter error)
{
    /// <summary>Settings for all functions, in the event's folder, in the format of <c>sam local invoke --env-vars</c>.</summary>
    private const string VariablesFile = "env.json";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("mmsqueue-invoke-").FullName;
        try
        {
            var result = await InvokeAsync(data, cancellationToken);
            await output.WriteLineAsync(
                Encoding.UTF8.GetString((result.Error is { } failed ? Http.Json(json => WriteError(json, failed)) : result.Payload).Span));
            return result.Error is null ? 0 : 1;
        }
        catch (EmulatorException e)
        {
            await error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted.");
            return 1;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task<InvocationResult> InvokeAsync(string data, CancellationToken cancellationToken)
    {
        var payload = await File.ReadAllBytesAsync(eventFile, cancellationToken);
        using var parsed = Parse(eventFile, payload);
        var variables = ReadVariables(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(eventFile))!, VariablesFile));
        var invoked = options with
        {
            Data = data,
            Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } own ? own : variables.GetValueOrDefault(name),
        };
        var (log, result) = await InvokeAsync(invoked, payload, cancellationToken);
        foreach (var line in log.Last)
        {
            await error.WriteLineAsync(line);
        }

        return result;
    }

    // All lines of the log are available only after the system has stopped.
    private async Task<(LineLog Log, InvocationResult Result)> InvokeAsync(
        LocalOptions invoked, byte[] payload, CancellationToken cancellationToken)
    {
        await using var system = new LocalSystem(invoked);
        var target = function switch
        {
            "ingress" => system.Ingress,
            "worker" => system.Worker,
            _ => system.Reconciler,
        };
        InvocationResult? result = null;
        await system.RunAsync(
            async stop => result = await (await target).InvokeAsync(payload, TraceId.New(), stop), cancellationToken);
        return ((await target).Log, result!);
    }

    private static Dictionary<string, string?> ReadVariables(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var json = Parse(path, File.ReadAllBytes(path));
        return json.RootElement.ValueKind is JsonValueKind.Object
            && json.RootElement.TryGetProperty("Parameters", out var parameters)
            && parameters.ValueKind is JsonValueKind.Object
            ? parameters.EnumerateObject().ToDictionary(p => p.Name, p => (string?)p.Value.ToString(), StringComparer.Ordinal)
            : throw new EmulatorException($"{path} must contain settings in the form {{\"Parameters\": {{\"NAME\": \"value\"}}}}.");
    }

    private static JsonDocument Parse(string path, byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new EmulatorException($"{path} is not JSON: {e.Message}", e);
        }
    }

    private static void WriteError(Utf8JsonWriter json, FunctionError failed)
    {
        json.WriteString("errorType", failed.Type);
        json.WriteString("errorMessage", failed.Message);
    }
}
