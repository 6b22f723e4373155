using MmsQueue.Local;

return await LocalCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
