namespace MmsQueue.Testing;

/// <summary>Sets environment variables and restores the old values at the end.</summary>
public sealed class EnvironmentScope : IDisposable
{
    private readonly List<(string Name, string? Value)> _before = [];

    /// <summary>Sets the variables; a null value removes one.</summary>
    public EnvironmentScope(params ReadOnlySpan<(string Name, string? Value)> variables)
    {
        foreach (var (name, value) in variables)
        {
            _before.Add((name, Environment.GetEnvironmentVariable(name)));
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _before.ForEach(variable => Environment.SetEnvironmentVariable(variable.Name, variable.Value));
}
