[assembly: AssemblyFixture(typeof(MmsQueue.Operations.Tests.Reconcile.LocalAwsFixture))]

namespace MmsQueue.Operations.Tests.Reconcile;

/// <summary>The emulated AWS that this assembly's tests share.</summary>
public sealed class LocalAwsFixture : IAsyncLifetime
{
    public LocalAws Aws { get; } = new();

    public async ValueTask InitializeAsync() => await Aws.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Aws.DisposeAsync();
}
