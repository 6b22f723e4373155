namespace MmsQueue.Bench.Reports;

/// <summary>The limit for a number.</summary>
internal sealed record Target(string What, double Value, double Limit, bool IsCeiling)
{
    public bool IsHeld => IsCeiling ? Value <= Limit : Value >= Limit;

    public override string ToString() =>
        $"{(IsHeld ? "ok" : "MISSED")}: {What}: {Value:0.00}, {(IsCeiling ? "at most" : "at least")} {Limit}";
}
