using System.Text;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Emulator.Tests.Lambda;

public sealed class BatchAnswerTests
{
    private static readonly HashSet<string> Batch = ["a", "b"];

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"batchItemFailures":null}""")]
    [InlineData("""{"batchItemFailures":[]}""")]
    public void No_failures_means_the_whole_batch_succeeded(string answer) => Assert.Empty(Failed(answer)!);

    [Fact]
    public void Reported_messages_count_as_failed() =>
        Assert.Equal(["b"], Failed("""{"batchItemFailures":[{"itemIdentifier":"b"}]}""")!, StringComparer.Ordinal);

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":[{}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"c"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":7}]}""")]
    [InlineData("""{"batchItemFailures":"all"}""")]
    public void An_invalid_response_fails_the_whole_batch(string answer) => Assert.Null(Failed(answer));

    [Fact]
    public void A_function_error_fails_the_whole_batch() =>
        Assert.Null(BatchAnswer.FailedIds(new InvocationResult(default, new FunctionError("type", "message")), Batch));

    private static IReadOnlySet<string>? Failed(string answer) =>
        BatchAnswer.FailedIds(new InvocationResult(Encoding.UTF8.GetBytes(answer)), Batch);
}
