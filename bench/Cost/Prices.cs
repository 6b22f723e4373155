namespace MmsQueue.Bench.Cost;

/// <summary>AWS's list prices for us-east-1 on 2026-11-22, in dollars per million, without the free tier.</summary>
internal static class Prices
{
    public const string Day = "2026-11-22";
    public const double LambdaRequests = 0.20;
    public const double HttpApi = 1.00;
    public const double Sqs = 0.40;
    public const double DynamoDbWrites = 0.625;
    public const double S3Puts = 5.00;

    /// <summary>For x86; arm64 costs 20 % less.</summary>
    public const double LambdaGigabyteSeconds = 16.6667;
}
