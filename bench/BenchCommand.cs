using System.CommandLine;

namespace MmsQueue.Bench;

/// <summary>The command line: each benchmark by its name, or all; exit 1 when a target is missed.</summary>
internal static class BenchCommand
{
    private static readonly Option<string> Json = new("--json") { Description = "Write the numbers as JSON.", HelpName = "FILE", Recursive = true };
    private static readonly Option<bool> Tiny = new("--tiny") { Description = "Run every body once, with tiny sizes and without targets: whether it runs at all.", Recursive = true };

    public static RootCommand Create()
    {
        var root = new RootCommand("Measures ratios of two things in one run, taken in turn. Exits with 1 when a target is missed.") { Json, Tiny };
        Add("all", "All of them.", (run, _) => run.AllAsync());
        Add("cold", "A start to the first answer: JIT, ReadyToRun, Native AOT, and an empty program. Publishes each first.", (run, _) => run.ColdAsync());
        Add("ingress", "A webhook's time beside its slower AWS call and beside the tutorial's way, its CPU time and its allocations.", (run, _) => run.IngressAsync());
        Add("worker", "The worker's throughput beside bare copies, its CPU time, its memory, and a batch beside one job.", (run, _) => run.WorkerAsync());
        Add("pipeline", "The drain rate and a message's CPU time beside the depth of the queue and the number of environments.", (run, _) => run.PipelineAsync());
        Add("cost", "Dollars for a million messages.", (run, _) => run.CostAsync());
        Add("scale", "A model of what a burst does to the queue.", (run, _) => run.ScaleAsync());
        AddCharts();
        AddChildren();
        return root;

        void Add(string name, string description, Func<BenchRun, ParseResult, Task> body)
        {
            var command = new Command(name, description);
            command.SetAction(async (result, cancellationToken) =>
            {
                var run = new BenchRun(result.GetValue(Tiny), Console.Out, cancellationToken);
                await body(run, result);
                return await run.EndAsync(result.GetValue(Json));
            });
            root.Add(command);
        }

        void AddCharts()
        {
            var from = new Argument<string>("FILE") { Description = "What all --json wrote." };
            var to = new Argument<string>("DIR") { Description = "Where the SVG files go.", DefaultValueFactory = _ => "docs/images" };
            var charts = new Command("charts", "Draws the charts.") { from, to };
            charts.SetAction(result => new ChartFolder(ReportFile.Read(result.GetValue(from)!), result.GetValue(to)!).Draw());
            root.Add(charts);
        }

        // The processes that a benchmark starts beside itself.
        void AddChildren()
        {
            var (certificate, aws, delay) = (new Argument<string>("certificate"), new Argument<int>("aws"), new Argument<int>("media"));
            var serve = new Command("serve") { Hidden = true, Arguments = { certificate, aws, delay } };
            serve.SetAction((result, cancellationToken) => BenchServers.ServeAsync(
                result.GetValue(certificate)!, TimeSpan.FromMilliseconds(result.GetValue(aws)), TimeSpan.FromMilliseconds(result.GetValue(delay)), Console.Out, cancellationToken));
            var (media, s3, bytes) = (new Argument<string>("media"), new Argument<string>("s3"), new Argument<int>("bytes"));
            var peak = new Command("peak") { Hidden = true, Arguments = { media, s3, bytes } };
            peak.SetAction((result, cancellationToken) => PeakMemory.RunAsync(
                new Uri(result.GetValue(media)!), new Uri(result.GetValue(s3)!), result.GetValue(bytes), Console.Out, cancellationToken));
            root.Add(serve);
            root.Add(peak);
        }
    }
}
