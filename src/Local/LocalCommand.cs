using System.CommandLine;
using System.Globalization;

namespace MmsQueue.Local;

/// <summary>The command line: stdout is the answer, stderr progress and errors; 0 done, 1 failed, 2 wrong usage.</summary>
internal static class LocalCommand
{
    private static readonly Option<bool> Once = new("--once") { Description = "Send the photo, say what came of it, and end." };
    private static readonly Option<string[]> Photo = new("--photo")
    {
        Description = "The media of one MMS, 1 to 10 files. Default: samples/media/photo.jpg.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "FILE",
    };

    private static readonly Option<int> Port = Number("--port", "The front's port on 127.0.0.1; 0: the last run's, or any free one.", 5080, 0, 65535);
    private static readonly Option<string> Data = new("--data") { Description = "The folder for what survives a restart.", HelpName = "DIR", DefaultValueFactory = _ => ".local" };
    private static readonly Option<int> Concurrency = Number("--concurrency", "Execution environments of each function.", 2, 1, 100);
    private static readonly Option<string> Ingress = new("--ingress") { Description = "A published ingress. Default: the build's.", HelpName = "DIR" };
    private static readonly Option<string> Worker = new("--worker") { Description = "A published worker. Default: the build's.", HelpName = "DIR" };

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var result = Root(output, error).Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var wrong in result.Errors)
            {
                await error.WriteLineAsync(wrong.Message);
            }

            return 2;
        }

        // Time enough to end all children in order; the default of two seconds is not.
        var configuration = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = TimeSpan.FromSeconds(20) };
        return await result.InvokeAsync(configuration, cancellationToken);
    }

    private static RootCommand Root(TextWriter output, TextWriter error)
    {
        Photo.Validators.Clear();
        Photo.Validators.Add(result =>
        {
            if (WrongPhotos(result.GetValueOrDefault<string[]>()) is { } wrong)
            {
                result.AddError(wrong);
            }
        });
        var watchdog = new Command(Watchdog.Command) { Hidden = true };
        watchdog.SetAction((_, _) => Watchdog.WatchAsync(Console.In));
        var root = new RootCommand("Runs the whole of MmsQueue on this machine and texts it a photo.") { Once, Photo, Port, Data, Concurrency, Ingress, Worker, Invoke(output, error), watchdog };
        root.SetAction((result, token) => new LocalRun(Options(result), output, error).RunAsync(token));
        return root;
    }

    private static Command Invoke(TextWriter output, TextWriter error)
    {
        var function = new Argument<string>("function") { Description = "Which function." }.AcceptOnlyFromAmong("ingress", "worker");
        var file = new Argument<FileInfo>("event") { Description = "The event, a JSON file; settings for it may stand beside it in env.json.", HelpName = "EVENT.json" }.AcceptExistingOnly();
        var invoke = new Command("invoke", "Hands one event to one function, and prints its answer and its log.") { function, file, Ingress, Worker };
        invoke.SetAction((result, token) =>
            new InvokeRun(Options(result) with { Port = 0, Concurrency = 1 }, result.GetRequiredValue(function), result.GetRequiredValue(file).FullName, output, error).RunAsync(token));
        return invoke;
    }

    private static LocalOptions Options(ParseResult result) => new(
        result.GetValue(Once),
        result.GetValue(Photo) is { Length: > 0 } photos ? photos : [Path.Combine(Places.Samples, "media", "photo.jpg")],
        result.GetValue(Port),
        result.GetValue(Data)!,
        result.GetValue(Concurrency),
        result.GetValue(Ingress) ?? Places.Ingress,
        result.GetValue(Worker) ?? Places.Worker);

    private static string? WrongPhotos(string[]? files) =>
        files is { Length: > 10 } ? "--photo: a message has at most 10 media."
        : files?.FirstOrDefault(file => !File.Exists(file)) is { } missing ? $"--photo: there is no file {missing}."
        : files?.FirstOrDefault(file => new FileInfo(file).Length == 0) is { } empty ? $"--photo: {empty} is empty."
        : null;

    private static Option<int> Number(string name, string description, int otherwise, int minimum, int maximum) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
            {
                return value;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: a number from {minimum} to {maximum}."));
            return otherwise;
        },
    };
}
