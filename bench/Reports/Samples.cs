namespace MmsQueue.Bench;

/// <summary>One thing, measured many times.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public IReadOnlyList<double> Values => _values;

    /// <summary>The middle one.</summary>
    public double Median => At(0.5);

    public void Add(double value) => _values.Add(value);

    /// <summary>The value that the given share of all lies below.</summary>
    public double At(double share) => _values.Order().ElementAt((int)(share * (_values.Count - 1)));
}
