using System.Net;
using Polly;
using Polly.Retry;
using Twilio.Clients;
using Twilio.Http;
using HttpClient = System.Net.Http.HttpClient;

namespace MmsQueue.Operations.Reconcile;

/// <summary>What Twilio's REST API asks of a caller.</summary>
/// <param name="AccountSid">The account.</param>
/// <param name="User">An API key's SID, or the account's.</param>
/// <param name="Password">The key's secret, or the account's auth token.</param>
public sealed record TwilioCredentials(string AccountSid, string User, string Password);

/// <summary>Creates clients for Twilio's REST API.</summary>
public static class TwilioClient
{
    /// <summary>A client that waits and retries when Twilio limits its requests.</summary>
    /// <param name="credentials">The account and its key.</param>
    /// <param name="time">The clock for the pauses.</param>
    /// <param name="origin">A simulator to call instead of Twilio; null for Twilio.</param>
    public static ITwilioRestClient Create(TwilioCredentials credentials, TimeProvider time, Uri? origin = null) => new TwilioRestClient(
        credentials.User,
        credentials.Password,
        credentials.AccountSid,
        httpClient: new SystemNetHttpClient(new HttpClient(new PatientHandler(time, origin)) { Timeout = TimeSpan.FromMinutes(2) }));

    // Source: error 20429, "Too many requests". The other statuses mean that Twilio did not process the request.
    private sealed class PatientHandler(TimeProvider time, Uri? origin) : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly ResiliencePipeline<HttpResponseMessage> _retries =
            new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
                .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = 6,
                    Delay = TimeSpan.FromMilliseconds(500),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = args => ValueTask.FromResult(
                        args.Outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable),
                    DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.Headers.RetryAfter?.Delta),
                })
                .Build();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (origin is not null)
            {
                request.RequestUri = new Uri(origin, request.RequestUri!.PathAndQuery);
            }

            return await _retries.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
        }
    }
}
