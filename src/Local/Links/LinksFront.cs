using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Net.Http.Headers;
using MmsQueue.Operations;
using MmsQueue.Shared;

namespace MmsQueue.Local;

/// <summary>What CloudFront is in AWS: the object with its headers, or the page that says that it is on its way.</summary>
internal sealed class LinksFront(IAmazonS3 s3, string bucket, string prefix)
{
    private static readonly string[] Methods = ["GET", "HEAD"];

    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods($"/{prefix}/{{**key}}", Methods, HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        var key = context.Request.Path.Value![1..];
        context.Response.Headers.Secure(key.EndsWith(".pdf", StringComparison.Ordinal) ? PendingPage.ContentSecurityPolicyForPdf : PendingPage.ContentSecurityPolicy);
        try
        {
            using var found = await s3.GetObjectAsync(RequestFor(key, context.Request.Headers.Range), context.RequestAborted);
            await SendAsync(context, found);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode is "NoSuchKey")
        {
            context.Response.Headers.CacheControl = "no-store";
            await context.SendTextAsync(404, PendingPage.Html, "text/html; charset=utf-8");
        }
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            context.Response.StatusCode = 416;
        }
        catch (Exception e) when (AwsFailure.Is(e) && !context.Response.HasStarted)
        {
            await context.SendTextAsync(502, $"The media store does not answer as it should: {e.Message}\n");
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
