using System.Reflection;

namespace MmsQueue.Ingress.Tests;

/// <summary>Dependencies point one way: Ingress → Shared ← Worker.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("MmsQueue.Ingress")]
    [InlineData("MmsQueue.Worker")]
    public void A_function_refers_to_shared_and_to_no_other_project_of_the_house(string name) =>
        Assert.Equal(["MmsQueue.Shared"], HouseReferences(name), StringComparer.Ordinal);

    [Fact]
    public void Shared_refers_to_no_project_of_the_house() => Assert.Empty(HouseReferences("MmsQueue.Shared"));

    [Fact]
    public void What_ships_is_for_itself()
    {
        var types = typeof(IngressFunction).Assembly.GetTypes().Where(type => type.IsPublic);

        Assert.Empty(types);
    }

    private static IEnumerable<string> HouseReferences(string name) => Assembly.Load(name).GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(reference => reference.StartsWith("MmsQueue.", StringComparison.Ordinal));
}
