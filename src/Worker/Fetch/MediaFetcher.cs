using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MmsQueue.Shared;

namespace MmsQueue.Worker.Fetch;

/// <summary>Fetches media files: with credentials from Twilio's API, without credentials from redirect targets.</summary>
internal sealed class MediaFetcher(HttpClient http, MediaHosts hosts, WorkerOptions options, TimeProvider time) : IMediaFetcher
{
    private const int MaximumRedirects = 5;

    private readonly HostCircuits _circuits = new(time);
    private readonly AuthenticationHeaderValue _credentials =
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.TwilioUser}:{options.TwilioPassword}")));

    /// <inheritdoc/>
    public async Task<FetchedMedia> OpenAsync(string mediaUrl, CancellationToken cancellationToken)
    {
        var url = hosts.Start(mediaUrl);
        var response = await SendAsync(HttpMethod.Get, url, _credentials, cancellationToken);
        try
        {
            var redirects = 0;
            for (; IsRedirect(response.StatusCode); redirects++)
            {
                if (redirects == MaximumRedirects)
                {
                    throw new MediaException(FailureReason.ForbiddenUrl, $"more than {MaximumRedirects} redirects");
                }

                url = hosts.Redirect(url, response.Headers.Location);
                response.Dispose();
                response = await SendAsync(HttpMethod.Get, url, credentials: null, cancellationToken);
            }

            return await MediaAsync(url, response, hadCredentials: redirects == 0, cancellationToken);
        }
        catch (Exception)
        {
            response.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string mediaUrl, CancellationToken cancellationToken)
    {
        var url = hosts.Start(mediaUrl);
        using var response = await SendAsync(HttpMethod.Delete, url, _credentials, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotFound or HttpStatusCode.Gone))
        {
            throw Refused(url, response, hadCredentials: true);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri url, AuthenticationHeaderValue? credentials, CancellationToken cancellationToken) =>
        await _circuits.For(url.Host).ExecuteAsync(
            async token =>
            {
                using var request = new HttpRequestMessage(method, url);
                request.Headers.Authorization = credentials;
                return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            },
            cancellationToken);

    private async Task<FetchedMedia> MediaAsync(
        Uri url, HttpResponseMessage response, bool hadCredentials, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Refused(url, response, hadCredentials);
        }

        var media = await MediaBody.OpenAsync(response, cancellationToken);
        CheckLength(media.Length);
        return media;
    }

    private void CheckLength(long? length)
    {
        if (length > options.MaxMediaBytes)
        {
            throw new MediaException(FailureReason.TooLarge, $"{length} bytes; MAX_MEDIA_BYTES is {options.MaxMediaBytes}");
        }

        if (length == 0)
        {
            throw new MediaException(FailureReason.Empty, "the media has no bytes");
        }
    }

    private MediaResponseException Refused(Uri url, HttpResponseMessage response, bool hadCredentials) =>
        new(url.Host, response.StatusCode, hadCredentials, RetryAfter(response.Headers.RetryAfter));

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait > options.MaxRetryAfter ? options.MaxRetryAfter : wait > TimeSpan.Zero ? wait : null;
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;
}
