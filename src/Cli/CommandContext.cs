using Amazon.S3;
using Amazon.SQS;
using MmsQueue.Operations;

namespace MmsQueue.Cli;

/// <summary>What a command works with; each part is created on first use.</summary>
internal sealed class CommandContext(Screen screen, TimeProvider time, Func<StackOutputs> stack) : IDisposable
{
    private AwsClients? _aws;

    public Screen Screen => screen;

    public TimeProvider Time => time;

    public StackOutputs Stack => field ??= stack();

    public AwsClients Aws => _aws ??= new AwsClients(Stack);

    public IAmazonSQS Sqs => Aws.Sqs;

    public IAmazonS3 S3 => Aws.S3;

    public void Dispose() => _aws?.Dispose();
}
