using MmsQueue.Bench.Ingress;
using MmsQueue.Bench.Servers;
using MmsQueue.Emulator.Lambda;

namespace MmsQueue.Bench.Functions;

/// <summary>Our functions, configured for the bench's servers, which use TLS as AWS and Twilio do.</summary>
internal static class BenchFunctions
{
    public const string Account = "AC00000000000000000000000000000001";
    public const string Token = "12345678901234567890123456789012";

    public static FunctionProgram Ingress(string folder, RunningServers servers) => Of("ingress", folder, "MmsQueue.Ingress", servers);

    public static FunctionProgram Worker(string folder, RunningServers servers) => Of("worker", folder, "MmsQueue.Worker", servers);

    public static FunctionProgram Of(string name, string folder, string assembly, RunningServers servers) => new(
        name, FunctionProgram.Find(folder, assembly), Path.GetFullPath(folder), TimeSpan.FromSeconds(60), Variables(servers));

    /// <summary>The same program with only the servers' own root to read.</summary>
    public static FunctionProgram FewRoots(FunctionProgram program, RunningServers servers) =>
        With(program, ("SSL_CERT_FILE", servers.OwnCertificate));

    /// <summary>The same program without TLS to AWS.</summary>
    public static FunctionProgram Plain(FunctionProgram program, RunningServers servers) => With(
        program,
        ("AWS_ENDPOINT_URL", servers.Plain.ToString()),
        ("MEDIA_QUEUE_URL", new Uri(servers.Plain, "/000000000000/media").ToString()));

    /// <summary>The same program with some variables replaced.</summary>
    public static FunctionProgram With(FunctionProgram program, params ReadOnlySpan<(string Name, string Value)> variables)
    {
        var environment = new Dictionary<string, string?>(program.Environment, StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return program with { Environment = environment };
    }

    private static Dictionary<string, string?> Variables(RunningServers servers) => new(StringComparer.Ordinal)
    {
        ["AWS_ACCESS_KEY_ID"] = "local",
        ["AWS_SECRET_ACCESS_KEY"] = "local",
        ["AWS_SESSION_TOKEN"] = null,
        ["AWS_PROFILE"] = null,
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ENDPOINT_URL"] = servers.Tls.ToString(),
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
        ["AWS_LAMBDA_FUNCTION_NAME"] = "bench",
        // As in Lambda: one file with all roots, including ours.
        ["SSL_CERT_FILE"] = servers.Certificate,
        ["SSL_CERT_DIR"] = "/nonexistent",
        ["USERS_TABLE"] = "users",
        ["MEDIA_QUEUE_URL"] = new Uri(servers.Tls, "/000000000000/media").ToString(),
        ["DEAD_LETTER_QUEUE_URL"] = new Uri(servers.Tls, "/000000000000/dead").ToString(),
        ["MEDIA_BUCKET"] = "bucket",
        ["PUBLIC_BASE_URL"] = "https://links.example",
        ["LINK_SECRET"] = new string('s', 32),
        ["TWILIO_ACCOUNT_SID"] = Account,
        ["TWILIO_AUTH_TOKEN"] = Token,
        ["WEBHOOK_URL"] = SampleWebhook.Url,
        ["EXTRA_MEDIA_ORIGINS"] = servers.Tls.GetLeftPart(UriPartial.Authority),
    };
}
