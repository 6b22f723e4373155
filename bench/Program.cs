using System.CommandLine;
using MmsQueue.Bench;

var ingress = new Command("ingress", "A webhook's time beside the slower of its two AWS calls, and its allocations.");
ingress.SetAction((_, cancellationToken) => IngressBench.RunAsync(Console.Out, cancellationToken));

var root = new RootCommand("Measures ratios of two things in one run. Exits with 1 when a target is missed.") { ingress };
return await root.Parse(args).InvokeAsync();
