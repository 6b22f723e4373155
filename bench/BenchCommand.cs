using System.CommandLine;
using MmsQueue.Bench.Charts;
using MmsQueue.Bench.Servers;
using MmsQueue.Bench.Worker;

namespace MmsQueue.Bench;

/// <summary>The command line: one benchmark or all. Exits with 1 when a target is missed.</summary>
internal static class BenchCommand
{
    private static readonly Option<string> Json =
        new("--json") { Description = "Write the numbers as JSON.", HelpName = "FILE", Recursive = true };

    private static readonly Option<bool> Tiny =
        new("--tiny") { Description = "Run each benchmark once, with tiny sizes and without targets.", Recursive = true };

    public static RootCommand Create()
    {
        var root = new RootCommand("Measures ratios of two alternating measurements. Exits with 1 when a target is missed.") { Json, Tiny };
        Add("all", "Runs all benchmarks.", run => run.AllAsync());
        Add("cold", "Start to first answer: JIT, ReadyToRun, Native AOT, and an empty program. Publishes each.", run => run.ColdAsync());
        Add("ingress", "A webhook compared to its slower AWS call and the tutorial's way; CPU; allocations.", run => run.IngressAsync());
        Add("worker", "Throughput compared to bare copies, CPU time, memory, and a batch compared to one job.", run => run.WorkerAsync());
        Add("pipeline", "The drain rate and a message's CPU time, by queue depth and number of environments.", run => run.PipelineAsync());
        Add("cost", "Dollars for a million messages.", run => run.CostAsync());
        Add("scale", "A model of what a burst does to the queue.", run => run.ScaleAsync());
        AddCharts();
        AddChildren();
        return root;

        void Add(string name, string description, Func<BenchRun, Task> body)
        {
            var command = new Command(name, description);
            command.SetAction(async (result, cancellationToken) =>
            {
                var run = new BenchRun(result.GetValue(Tiny), Console.Out, cancellationToken);
                await body(run);
                return await run.EndAsync(result.GetValue(Json));
            });
            root.Add(command);
        }

        void AddCharts()
        {
            var from = new Argument<string>("FILE") { Description = "The output of all --json." };
            var to = new Argument<string>("DIR") { Description = "The folder of the SVG files.", DefaultValueFactory = _ => "docs/images" };
            var charts = new Command("charts", "Draws the charts.") { from, to };
            charts.SetAction(result => new ChartFolder(ReportFile.Read(result.GetRequiredValue(from)), result.GetRequiredValue(to)).Draw());
            root.Add(charts);
        }

        // The child processes that benchmarks start.
        void AddChildren()
        {
            var (certificate, aws, delay) = (new Argument<string>("certificate"), new Argument<int>("aws"), new Argument<int>("media"));
            var serve = new Command("serve") { Hidden = true, Arguments = { certificate, aws, delay } };
            serve.SetAction((result, cancellationToken) => BenchServers.ServeAsync(
                result.GetRequiredValue(certificate),
                TimeSpan.FromMilliseconds(result.GetValue(aws)),
                TimeSpan.FromMilliseconds(result.GetValue(delay)),
                Console.Out,
                cancellationToken));
            var (media, s3, bytes) = (new Argument<string>("media"), new Argument<string>("s3"), new Argument<int>("bytes"));
            var peak = new Command("peak") { Hidden = true, Arguments = { media, s3, bytes } };
            peak.SetAction((result, cancellationToken) => PeakMemory.RunAsync(
                new Uri(result.GetRequiredValue(media)),
                new Uri(result.GetRequiredValue(s3)),
                result.GetValue(bytes),
                Console.Out,
                cancellationToken));
            root.Add(serve);
            root.Add(peak);
        }
    }
}
