using MmsQueue.Ingress;
using MmsQueue.Reconciler;
using MmsQueue.Worker;

namespace MmsQueue.Template.Tests.Reading;

/// <summary>A function of the template and its program.</summary>
internal sealed record Function(string Resource, FunctionAssembly Assembly, Action<Func<string, string?>> ReadSettings)
{
    public static Function Ingress { get; } =
        new("IngressFunction", new(typeof(IngressOptions).Assembly.Location), variable => IngressOptions.Read(variable));

    public static Function Worker { get; } =
        new("WorkerFunction", new(typeof(WorkerOptions).Assembly.Location), variable => WorkerOptions.Read(variable));

    public static Function Reconciler { get; } =
        new("ReconcilerFunction", new(typeof(ReconcilerOptions).Assembly.Location), variable => ReconcilerOptions.Read(variable));

    public static IReadOnlyList<Function> All { get; } = [Ingress, Worker, Reconciler];

    /// <summary>The names of the variables that the program reads when it starts with this environment.</summary>
    public IReadOnlySet<string> AskedFor(IReadOnlyDictionary<string, string> environment)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        ReadSettings(name =>
        {
            names.Add(name);
            return environment.GetValueOrDefault(name);
        });
        return names;
    }
}
