namespace MmsQueue.Worker.Tests.Fakes;

/// <summary>Tests that depend on the state of the process, such as environment variables, and run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide";
}
