using System.Reflection;

namespace MmsQueue.Ingress.Tests;

/// <summary>The only references between projects are Ingress → Shared ← Worker.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("MmsQueue.Ingress")]
    [InlineData("MmsQueue.Worker")]
    public void A_function_refers_to_Shared_and_to_no_other_project(string name) =>
        Assert.Equal(["MmsQueue.Shared"], HouseReferences(name), StringComparer.Ordinal);

    [Fact]
    public void Shared_refers_to_no_other_project() => Assert.Empty(HouseReferences("MmsQueue.Shared"));

    [Fact]
    public void Only_what_the_template_must_agree_with_is_public() => Assert.Equal(
        ["IngressOptions", "Route"],
        typeof(IngressFunction).Assembly.GetExportedTypes().Select(type => type.Name).Order(StringComparer.Ordinal),
        StringComparer.Ordinal);

    private static IEnumerable<string> HouseReferences(string name) => Assembly.Load(name).GetReferencedAssemblies()
        .Select(reference => reference.Name!)
        .Where(reference => reference.StartsWith("MmsQueue.", StringComparison.Ordinal));
}
