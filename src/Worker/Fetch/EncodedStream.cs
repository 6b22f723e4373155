using MmsQueue.Worker.Store;

namespace MmsQueue.Worker.Fetch;

/// <summary>Encoded bytes for a .NET decoder, which would accept a truncated stream.</summary>
/// <remarks>
/// A decoder stops reading at the end of its data, except gzip's, which looks for another member and gets an invalid one.
/// </remarks>
internal sealed class EncodedStream(Stream content, bool mayHaveMembers = false) : ReadOnceStream
{
    private bool _askedForMember;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await content.ReadAsync(buffer, cancellationToken);
        if (count > 0 || buffer.IsEmpty)
        {
            return count;
        }

        if (!mayHaveMembers || _askedForMember)
        {
            throw new MediaTransferException("the encoded media ended early");
        }

        // No member begins with 0, and a trailer that lacks a byte other than 0 does not verify.
        _askedForMember = true;
        buffer.Span[0] = 0;
        return 1;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }
}
