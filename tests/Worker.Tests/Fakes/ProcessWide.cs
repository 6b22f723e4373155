namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>Tests that set environment variables, which all others would see.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide";
}
