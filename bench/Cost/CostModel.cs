using MmsQueue.Bench.Functions;

namespace MmsQueue.Bench.Cost;

/// <summary>The cost of a million one-photo messages in dollars.</summary>
internal sealed record Bill(double Lambda, double Init, double HttpApi, double Sqs, double DynamoDb, double S3)
{
    public double Total => Lambda + Init + HttpApi + Sqs + DynamoDb + S3;
}

/// <summary>A design's cost from its measured times and the requests that it makes.</summary>
internal sealed record CostModel(WarmTimes Times, double IngressInit, double WorkerInit)
{
    /// <summary>The share of invocations that start an environment: a guess for a service with some traffic all day.</summary>
    public const double ColdShare = 0.01;

    /// <summary>The requests of any such design: the API call, the user's write, a share of a full batch's, and the object.</summary>
    public static Bill Floor => new(0, 0, Prices.HttpApi, Sqs(10), Prices.DynamoDbWrites, Prices.S3Puts);

    public Bill Ours(int memory, int batch)
    {
        var job = Times.One.Towards(Times.Ten, (batch - 1) / 9.0);
        return Floor with
        {
            Lambda = Prices.LambdaRequests * (1 + (1.0 / batch)) + Compute(Times.Webhook.At(memory) + (job.At(memory) / batch), memory),
            Init = Compute(ColdShare * (IngressInit + (WorkerInit / batch)), memory),
            Sqs = Sqs(batch),
        };
    }

    /// <summary>Downloads and stores within the webhook: one invocation, which waits for Twilio, and no queue.</summary>
    public Bill Tutorial(int memory)
    {
        // It waits for the media file and S3, then for DynamoDB. It uses as much CPU time as our two functions.
        var job = new Invocations(Times.One.Milliseconds + WarmTimes.AwsDelayMs, Times.One.CpuMilliseconds + Times.Webhook.CpuMilliseconds);
        return Floor with
        {
            Lambda = Prices.LambdaRequests + Compute(job.At(memory), memory),
            Init = Compute(ColdShare * WorkerInit, memory),
            Sqs = 0,
        };
    }

    // One send; one receive and one delete for a batch.
    private static double Sqs(int batch) => Prices.Sqs * (1 + (2.0 / batch));

    private static double Compute(double milliseconds, int memory) =>
        milliseconds / 1000 * (memory / 1024.0) * Prices.LambdaGigabyteSeconds;
}
