using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using MmsQueue.Ingress.Tests.Support;

namespace MmsQueue.Ingress.Tests;

/// <summary>Corrupted webhooks: no exception escapes, and nothing passes that Twilio did not sign.</summary>
[Trait("Category", "Fuzz")]
public sealed class FuzzTests
{
    private const int Inputs = 100_000;
    private const string Odd = "\0\u0001\n\r %&=+?#/\\<>\"'{}[]:;,.-_~é📷\uD800\uDFFFAZaz09";

    private static readonly Func<TwilioWebhook>[] Seeds =
    [
        () => TwilioWebhook.Mms(),
        () => TwilioWebhook.Mms(2) with { IsBase64 = false },
        () => TwilioWebhook.Mms() with { Method = "GET" },
        () => TwilioWebhook.Mms(0).With("Body", "STOP") with { IsBase64 = false },
        () => TwilioWebhook.Mms() with { Path = "/prod/mms", Stage = "prod", Query = "a=b" },
        () => TwilioWebhook.Mms(10) with { IsBase64 = false, Query = "x" },
    ];

    [Fact]
    public async Task No_exception_escapes_and_no_unsigned_input_passes()
    {
        var random = new Random(20261122);
        var statuses = new Dictionary<int, int>();
        for (var done = 0; done < Inputs;)
        {
            // A new instance from time to time keeps the log and the queue small.
            using var ingress = new IngressUnderTest();
            for (var i = 0; i < 2000; i++, done++)
            {
                var request = Seeds[random.Next(Seeds.Length)]().ToRequest();
                for (var changes = random.Next(0, 4); changes > 0; changes--)
                {
                    Corrupt(request, random);
                }

                var answer = await ingress.SendAsync(request);
                statuses[answer.StatusCode] = statuses.GetValueOrDefault(answer.StatusCode) + 1;
                Check(answer.StatusCode is 200 or 400 or 403 or 404 or 405, done, ingress);
                Check(answer.StatusCode is 403 or 404 or 405 || IsSigned(request), done, ingress);
            }

            Assert.DoesNotContain("4155550101", ingress.LogText, StringComparison.Ordinal);
        }

        // The inputs lead to every response.
        Assert.All([200, 403, 404, 405], status => Assert.InRange(statuses.GetValueOrDefault(status), 1000, Inputs));
    }

    [Fact]
    public async Task No_exception_escapes_with_a_valid_signature()
    {
        var random = new Random(20261123);
        var refused = 0;
        for (var done = 0; done < 20_000;)
        {
            using var ingress = new IngressUnderTest();
            for (var i = 0; i < 2000; i++, done++)
            {
                var seed = Seeds[random.Next(Seeds.Length)]();
                var answer = await ingress.SendAsync(seed with { RawForm = Corrupt(seed.Form, random, random.Next(1, 6)) });

                Check(
                    answer.StatusCode is 200 or 400 || LastEntry(ingress).Contains("foreign-account", StringComparison.Ordinal),
                    done,
                    ingress);
                refused += answer.StatusCode == 400 ? 1 : 0;
            }
        }

        Assert.InRange(refused, 100, 19_900);
    }

    private static void Check(bool holds, int input, IngressUnderTest ingress)
    {
        if (!holds)
        {
            Assert.Fail($"Input {input}: {LastEntry(ingress)}");
        }
    }

    // The metrics follow the entry.
    private static string LastEntry(IngressUnderTest ingress) => ingress.LogText.Split('\n')[^3];

    private static void Corrupt(APIGatewayHttpApiV2ProxyRequest request, Random random)
    {
        switch (random.Next(12))
        {
            case 0 or 1 or 2: request.Body = Corrupt(request.Body, random); break;
            case 3: request.RawQueryString = Corrupt(request.RawQueryString, random); break;
            case 4: request.Headers["x-twilio-signature"] = Corrupt(request.Headers["x-twilio-signature"], random); break;
            case 5: request.Headers["content-type"] = Corrupt("application/x-www-form-urlencoded", random); break;
            case 6: request.Headers[Corrupt("x-forwarded-host", random)] = Corrupt("evil.example", random); break;
            case 7: request.IsBase64Encoded = !request.IsBase64Encoded; break;
            case 8: request.RawPath = random.Next(3) == 0 ? "/mms" : Corrupt(request.RawPath, random); break;
            case 9: request.RequestContext.Http.Method = AnyMethod(random); break;
            case 10: request.Body = request.Body is null ? request.RawQueryString : null; break;
            default: request.RawQueryString += random.Next(2) == 0 ? "&bodySHA256=" : "bodySHA256=" + new string('0', 64); break;
        }
    }

    private static string AnyMethod(Random random) =>
        random.Next(4) switch { 0 => "GET", 1 => "POST", 2 => "PUT", _ => Corrupt("POST", random) };

    private static string Corrupt(string? text, Random random, int changes = 1)
    {
        var corrupted = new StringBuilder(text ?? "");
        for (; changes > 0; changes--)
        {
            var at = random.Next(corrupted.Length + 1);
            switch (random.Next(4))
            {
                case 0 when at < corrupted.Length: corrupted[at] = Odd[random.Next(Odd.Length)]; break;
                case 1 when at < corrupted.Length: corrupted[at] ^= (char)(1 << random.Next(8)); break;
                case 2 when at < corrupted.Length: corrupted.Remove(at, Math.Min(corrupted.Length - at, random.Next(1, 40))); break;
                default: corrupted.Insert(at, Odd[random.Next(Odd.Length)]); break;
            }
        }

        return corrupted.ToString();
    }

    // By Twilio's rules: the URL with its query, and the body's parameters unless it is a GET.
    private static bool IsSigned(APIGatewayHttpApiV2ProxyRequest request)
    {
        var query = string.IsNullOrEmpty(request.RawQueryString) ? "" : "?" + request.RawQueryString;
        var form = request.RequestContext.Http.Method is "GET" ? "" : Text(request);
        string[] origins = [$"https://{TwilioWebhook.Domain}", $"https://{TwilioWebhook.Domain}:443"];
        var signatures = origins.Select(origin => Signature.Of(TwilioWebhook.Token, origin + request.RawPath + query, form));
        return signatures.Contains(request.Headers["x-twilio-signature"], StringComparer.Ordinal);
    }

    private static string Text(APIGatewayHttpApiV2ProxyRequest request)
    {
        try
        {
            return !request.IsBase64Encoded ? request.Body ?? "" : Encoding.UTF8.GetString(Convert.FromBase64String(request.Body ?? ""));
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
