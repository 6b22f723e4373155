namespace MmsQueue.Template.Tests;

/// <summary>The template and the Makefile that sam build uses.</summary>
public sealed class BuildTests
{
    private static readonly string Makefile = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Makefile"));

    [Fact]
    public void Every_function_has_a_build_target_in_the_Makefile()
    {
        var targets = Makefile.Split('\n').Single(line => line.Contains("build-%Function:", StringComparison.Ordinal));
        Assert.All(TemplateFile.OfType("AWS::Serverless::Function"), function =>
        {
            Assert.Equal("makefile", TemplateFile.Resources[function].Text("Metadata/BuildMethod"));
            Assert.Contains("build-" + function, targets, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_handler_is_the_name_of_the_functions_assembly() =>
        Assert.All(
            Function.All,
            function => Assert.Equal(function.Assembly.Name, Deployment.Default.Properties(function.Resource).Text("Handler")));

    [Fact]
    public void The_Makefile_builds_for_the_architecture_that_the_template_deploys() =>
        Assert.Contains($"ARCHITECTURE ?= {TemplateFile.Parameters.Text("Architecture/Default")}\n", Makefile, StringComparison.Ordinal);

    [Fact]
    public void A_deployment_contains_the_published_packages() =>
        Assert.Contains("export UsePublishedPackages ?= true\n", Makefile, StringComparison.Ordinal);

    [Fact]
    public void The_parameters_set_the_runtime_and_architecture_of_both_functions()
    {
        var deployment = new Deployment(("FunctionRuntime", "provided.al2023"), ("Architecture", "x86_64"));
        var globals = deployment.Resolve(TemplateFile.Root["Globals"]);
        Assert.Equal("provided.al2023", globals.Text("Function/Runtime"));
        Assert.Equal(["x86_64"], globals.Texts("Function/Architectures"));
    }
}
