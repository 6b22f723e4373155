return await MmsQueue.Bench.BenchCommand.Create().Parse(args).InvokeAsync();
