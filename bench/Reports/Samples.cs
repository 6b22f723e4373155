namespace MmsQueue.Bench.Reports;

/// <summary>Repeated measurements of one thing.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public IReadOnlyList<double> Values => _values;

    public double Median => At(0.5);

    public void Add(double value) => _values.Add(value);

    /// <summary>The value below which the given share of all values lies.</summary>
    public double At(double share) => _values.Order().ElementAt((int)(share * (_values.Count - 1)));
}
