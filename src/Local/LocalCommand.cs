using System.CommandLine;
using System.Globalization;

namespace MmsQueue.Local;

/// <summary>The command line: results to stdout, progress to stderr, exit code 0 (success), 1 (failure) or 2 (invalid usage).</summary>
internal static class LocalCommand
{
    private static readonly Option<bool> Once = new("--once") { Description = "Send the photo, report the result, and exit." };
    private static readonly Option<string[]> Photo = new("--photo")
    {
        Description = "The media files of one MMS, 1 to 10. Default: samples/media/photo.jpg.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "FILE",
    };

    private static readonly Option<int> Port = Number(
        "--port", "The port on 127.0.0.1. 0: the previous run's port, or any free one.", 5080, 0, 65535);
    private static readonly Option<string> Data = new("--data")
    {
        Description = "The folder for everything that survives a restart.",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".local",
    };

    private static readonly Option<int> Concurrency = Number(
        "--concurrency", "The number of execution environments of the ingress and of the worker.", 2, 1, 100);
    private static readonly Option<string> Ingress = Published("ingress");

    private static readonly Option<string> Worker = Published("worker");

    private static readonly Option<string> Reconciler = Published("reconciler");

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

        // Enough time to stop all children in order. The default of two seconds is too short.
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        };
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
        var root = new RootCommand("Runs all of MmsQueue on this machine and sends it a photo.")
        {
            Once, Photo, Port, Data, Concurrency, Ingress, Worker, Reconciler, Invoke(output, error),
        };
        root.SetAction((result, token) => new LocalRun(Options(result, error), output).RunAsync(token));
        return root;
    }

    private static Command Invoke(TextWriter output, TextWriter error)
    {
        var function = new Argument<string>("function") { Description = "The function to invoke." }
            .AcceptOnlyFromAmong("ingress", "worker", "reconciler");
        var file = new Argument<FileInfo>("event")
        {
            Description = "The event, a JSON file. Optional settings are read from env.json in the same folder.",
            HelpName = "EVENT.json",
        }.AcceptExistingOnly();
        var invoke = new Command("invoke", "Sends one event to one function, and prints the response and the log.")
        {
            function, file, Ingress, Worker, Reconciler,
        };
        invoke.SetAction((result, token) =>
        {
            var options = Options(result, error) with { Port = 0, Concurrency = 1 };
            var eventFile = result.GetRequiredValue(file).FullName;
            return new InvokeRun(options, result.GetRequiredValue(function), eventFile, output, error).RunAsync(token);
        });
        return invoke;
    }

    private static LocalOptions Options(ParseResult result, TextWriter error) => new(
        result.GetValue(Once),
        result.GetValue(Photo) is { Length: > 0 } photos ? photos : [Path.Combine(Places.Samples, "media", "photo.jpg")],
        result.GetValue(Port),
        result.GetValue(Data)!,
        result.GetValue(Concurrency),
        result.GetValue(Ingress) ?? Places.Ingress,
        result.GetValue(Worker) ?? Places.Worker,
        result.GetValue(Reconciler) ?? Places.Reconciler) { Say = error.WriteLine };

    private static string? WrongPhotos(string[]? files) =>
        files is { Length: > 10 } ? "--photo: a message has at most 10 media files."
        : files?.FirstOrDefault(file => !File.Exists(file)) is { } missing ? $"--photo: {missing} does not exist."
        : files?.FirstOrDefault(file => new FileInfo(file).Length == 0) is { } empty ? $"--photo: {empty} is empty."
        : null;

    private static Option<string> Published(string function) => new($"--{function}")
    {
        Description = $"The folder of a published {function}. Default: the one in this build.",
        HelpName = "DIR",
    };

    private static Option<int> Number(string name, string description, int otherwise, int minimum, int maximum) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                && value >= minimum && value <= maximum)
            {
                return value;
            }

            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: must be a number from {minimum} to {maximum}."));
            return otherwise;
        },
    };
}
