using MmsQueue.Cli;

return await MmsqCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
