using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Net.Http.Headers;
using MmsQueue.Shared;

namespace MmsQueue.Emulator.Aws;

/// <summary>Serves the links as CloudFront does in AWS: the object with its headers, or the pending page.</summary>
public sealed class CloudFront(IAmazonS3 s3, string bucket, string prefix)
{
    private static readonly string[] Methods = ["GET", "HEAD"];

    /// <summary>Maps the route.</summary>
    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods($"/{prefix}/{{**key}}", Methods, HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var key = context.Request.Path.Value![1..];
        var isPdf = key.EndsWith(".pdf", StringComparison.Ordinal);
        context.Response.Headers.Secure(isPdf ? PendingPage.ContentSecurityPolicyForPdf : PendingPage.ContentSecurityPolicy);
        try
        {
            using var found = await s3.GetObjectAsync(RequestFor(key, context.Request.Headers.Range), context.RequestAborted);
            await SendAsync(context, found);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode is "NoSuchKey")
        {
            context.Response.Headers.CacheControl = "no-store";
            await Results.Text(PendingPage.Html, "text/html; charset=utf-8", statusCode: 404).ExecuteAsync(context);
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            context.Response.StatusCode = 416;
        }
        catch (Exception e) when (AwsFailure.Is(e) && !context.Response.HasStarted)
        {
            await Results.Text($"Cannot read from S3: {e.Message}\n", statusCode: 502).ExecuteAsync(context);
        }
    }

    private GetObjectRequest RequestFor(string key, string? range)
    {
        var request = new GetObjectRequest { BucketName = bucket, Key = key };
        if (range is { } bytes && bytes.StartsWith("bytes=", StringComparison.Ordinal) && !bytes.Contains(',', StringComparison.Ordinal))
        {
            request.ByteRange = new ByteRange(bytes);
        }

        return request;
    }

    private static async Task SendAsync(HttpContext context, GetObjectResponse found)
    {
        var response = context.Response;
        response.Headers.ETag = found.ETag;
        Set("Cache-Control", found.Headers.CacheControl);
        if (IsKnown(context.Request, found.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = (int)found.HttpStatusCode;
        response.ContentType = found.Headers.ContentType;
        response.ContentLength = found.ContentLength;
        response.Headers.AcceptRanges = "bytes";
        Set("Content-Disposition", found.Headers.ContentDisposition);
        Set("Content-Range", found.ContentRange);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await found.ResponseStream.CopyToAsync(response.Body, context.RequestAborted);
        }

        void Set(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                response.Headers[name] = value;
            }
        }
    }

    private static bool IsKnown(HttpRequest request, string etag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Equals(EntityTagHeaderValue.Any) || known.Compare(new EntityTagHeaderValue(etag), useStrongComparison: false));
}
