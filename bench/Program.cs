using System.CommandLine;
using MmsQueue.Bench;

var ingress = new Command("ingress", "A webhook's time beside the slower of its two AWS calls, and its allocations.");
ingress.SetAction((_, cancellationToken) => IngressBench.RunAsync(Console.Out, cancellationToken));

var worker = new Command("worker", "The worker's memory, its throughput beside a bare copy, and its CPU time.");
worker.SetAction((_, cancellationToken) => WorkerBench.RunAsync(Console.Out, cancellationToken));

// The processes that a benchmark starts beside itself.
var serve = new Command("serve") { Hidden = true };
serve.SetAction((_, cancellationToken) => BenchServers.ServeAsync(Console.Out, cancellationToken));
var urls = new Argument<string>("urls");
var peak = new Command("peak") { Hidden = true, Arguments = { urls } };
peak.SetAction((result, cancellationToken) => WorkerBench.PeakAsync(result.GetValue(urls)!, Console.Out, cancellationToken));

var root = new RootCommand("Measures ratios of two things in one run. Exits with 1 when a target is missed.") { ingress, worker, serve, peak };
return await root.Parse(args).InvokeAsync();
