using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace MmsQueue.Worker.Store;

/// <summary>An S3 client that lets the processor compute the CRC32 behind an upload over TLS.</summary>
/// <remarks>
/// The SDK computes it in software, from a copy of each buffer. What it signed stays as it is, and the bytes are those that it would have sent;
/// an upload that it does not prepare as we know it is left to the SDK.
/// </remarks>
internal class MediaS3Client(AmazonS3Config config) : AmazonS3Client(config)
{
    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<Signer>(new Crc32Handler());
    }

    private sealed class Crc32Handler : PipelineHandler
    {
        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            var request = executionContext.RequestContext.Request;
            if (request is { SelectedChecksum: CoreChecksumAlgorithm.CRC32, UseChunkEncoding: false, TrailingHeaders.Count: 1, ContentStream: { } content })
            {
                request.ContentStream = new Crc32TrailerStream(content);
                request.TrailingHeaders.Clear();
            }

            return base.InvokeAsync<T>(executionContext);
        }
    }
}
