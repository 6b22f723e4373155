using System.Globalization;

namespace MmsQueue.Bench;

/// <summary>What a number is held to.</summary>
internal sealed record Target(string What, double Value, double Limit, bool IsCeiling)
{
    public bool IsHeld => IsCeiling ? Value <= Limit : Value >= Limit;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(IsHeld ? "ok" : "MISSED")}: {What}: {Value:0.00}, {(IsCeiling ? "at most" : "at least")} {Limit}");
}
