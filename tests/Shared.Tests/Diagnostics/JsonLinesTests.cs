using MmsQueue.Shared.Diagnostics;

namespace MmsQueue.Shared.Tests.Diagnostics;

public sealed class JsonLinesTests
{
    [Fact]
    public void Each_object_is_one_line()
    {
        using var output = new LogOutput();

        output.Lines.Write(json => json.WriteString("text", "two\r\nlines \u2028 and \0"));
        output.Lines.Write(_ => { });

        Assert.Equal("two\r\nlines \u2028 and \0", output.Read()[0].GetProperty("text").GetString());
        Assert.EndsWith("\n{}\n", output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_is_written_in_one_call_and_flushed()
    {
        using var stream = new CountingStream();

        new JsonLines(stream).Write(json => json.WriteNumber("n", 1));

        Assert.Equal((1, 1), (stream.Writes, stream.Flushes));
    }

    [Fact]
    public void A_line_that_cannot_be_built_leaves_nothing_behind()
    {
        using var output = new LogOutput();

        Assert.Throws<InvalidOperationException>(() => output.Lines.Write(_ => throw new InvalidOperationException()));

        Assert.Empty(output.Text);
    }

    [Fact]
    public async Task Lines_from_several_threads_do_not_mix()
    {
        using var output = new LogOutput();
        using var start = new Barrier(8);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                for (var i = 0; i < 500; i++)
                {
                    output.Lines.Write(json => json.WriteString("text", new string((char)('a' + thread), 700)));
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        var texts = output.Read().Select(line => line.GetProperty("text").GetString()!).ToList();
        Assert.Equal(8 * 500, texts.Count);
        Assert.All(texts, text => Assert.Single(text.Distinct()));
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public int Flushes { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Writes++;
            base.Write(buffer);
        }

        public override void Flush() => Flushes++;
    }
}
