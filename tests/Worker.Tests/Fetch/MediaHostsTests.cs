using MmsQueue.Shared;
using MmsQueue.Worker.Fetch;

namespace MmsQueue.Worker.Tests.Fetch;

/// <summary>Where a job may start with credentials, and where a redirect may lead without them.</summary>
public sealed class MediaHostsTests
{
    private const string Account = "/2010-04-01/Accounts/AC00000000000000000000000000000001";
    private const string Message = "/Messages/MM00000000000000000000000000000002";
    private const string File = "/Media/ME00000000000000000000000000000003";
    private const string Media = Account + Message + File;

    private static readonly Uri Api = new("https://api.twilio.com" + Media);

    private static readonly MediaHosts Hosts = new(TestWorker.Defaults);

    [Theory]
    [InlineData("https://api.twilio.com")]
    [InlineData("https://api.twilio.com:443")]
    [InlineData("https://API.TWILIO.COM")]
    [InlineData("HTTPS://api.twilio.com")]
    [InlineData("https://api.ie1.twilio.com")]
    [InlineData("https://api.dublin.ie1.twilio.com")]
    [InlineData("https://api.sydney.au1.twilio.com")]
    public void A_job_may_start_at_a_media_file_of_our_account_on_the_API(string origin) =>
        Assert.EndsWith(".twilio.com", Hosts.Start(origin + Media).Host, StringComparison.Ordinal);

    [Fact]
    public void A_job_may_start_at_a_media_file_of_an_SMS() =>
        Assert.Equal("/2010-04-01", Hosts.Start(Api.ToString().Replace("/MM", "/SM", StringComparison.Ordinal)).AbsolutePath[..11]);

    [Theory]
    [InlineData("http://api.twilio.com")]
    [InlineData("ftp://api.twilio.com")]
    [InlineData("//api.twilio.com")]
    [InlineData("https://api.twilio.com:8443")]
    [InlineData("https://api.twilio.com.")]
    [InlineData("https://api.twilio.com@evil.example")]
    [InlineData("https://user:pass@api.twilio.com")]
    [InlineData("https://api.twilio.com.evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https://evil.example/https://api.twilio.com")]
    [InlineData(@"https://evil.example\@api.twilio.com")]
    [InlineData(@"https://api.twilio.com\@evil.example")]
    [InlineData("https://evil.example#@api.twilio.com")]
    [InlineData("https://evil.example?@api.twilio.com")]
    [InlineData("https://xapi.twilio.com")]
    [InlineData("https://apitwilio.com")]
    [InlineData("https://twilio.com")]
    [InlineData("https://www.twilio.com")]
    [InlineData("https://api.a.b.c.twilio.com")]
    [InlineData("https://api.twilio.com%2eevil.example")]
    [InlineData("https://api\u3002twilio.com.evil.example")]
    [InlineData("https://mms.twiliocdn.com")]
    [InlineData("https://2130706433")]
    [InlineData("http://2130706433")]
    [InlineData("https://0x7f.1")]
    [InlineData("https://[::1]")]
    [InlineData("https://[::ffff:127.0.0.1]")]
    [InlineData("https://127.0.0.1")]
    [InlineData("https://localhost")]
    [InlineData("")]
    public void A_job_may_not_start_at_another_host(string origin) => AssertForbidden(() => Hosts.Start(origin + Media));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData(Media + "/")]
    [InlineData(Media + ".json")]
    [InlineData(Media + "?x=1")]
    [InlineData(Media + "#x")]
    [InlineData("/" + Media)]
    [InlineData(Media + "/../../../Calls.json")]
    [InlineData(Media + "%2f..%2f..")]
    [InlineData(Account + ".json")]
    [InlineData("/2010-04-01/Accounts/AC00000000000000000000000000000009" + Message + File)]
    [InlineData(Account + "/../AC00000000000000000000000000000009" + Message + File)]
    [InlineData(Account + "/Messages/MM2" + File)]
    [InlineData(Account + Message + "/Media/MM00000000000000000000000000000003")]
    [InlineData(Account + Message + "/Media/ME0000000000000000000000000000000g")]
    [InlineData("/2008-08-01/Accounts/AC00000000000000000000000000000001" + Message + File)]
    public void A_job_may_not_start_at_another_path_of_the_API(string path) =>
        AssertForbidden(() => Hosts.Start("https://api.twilio.com" + path));

    [Theory]
    [InlineData("not a URL")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:image/jpeg;base64,AAAA")]
    public void A_job_may_only_start_at_a_web_address(string url) => AssertForbidden(() => Hosts.Start(url));

    [Theory]
    [InlineData("https://mms.twiliocdn.com/x?Signature=s")]
    [InlineData("https://media.twiliocdn.com/x?Signature=s")]
    [InlineData("https://s3-external-1.amazonaws.com/media.twiliocdn.com/x?Signature=s")]
    [InlineData("https://media.us1.twilio.com/x")]
    [InlineData("/relative?Signature=s")]
    public void A_redirect_may_lead_to_one_of_Twilios_media_hosts(string location) =>
        Assert.Equal("https", Hosts.Redirect(Api, new Uri(location, UriKind.RelativeOrAbsolute)).Scheme);

    [Theory]
    [InlineData("http://mms.twiliocdn.com/x")]
    [InlineData("https://mms.twiliocdn.com:8443/x")]
    [InlineData("https://user@mms.twiliocdn.com/x")]
    [InlineData("https://mms.twiliocdn.com./x")]
    [InlineData("https://mms.twiliocdn.com.evil.example/x")]
    [InlineData("https://eviltwiliocdn.com/x")]
    [InlineData("https://evil.example/x")]
    [InlineData("//evil.example/x")]
    [InlineData("https://evil.s3-external-1.amazonaws.com/x")]
    [InlineData("https://s3.amazonaws.com/x")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[fd00:ec2::254]/latest/meta-data/")]
    [InlineData("http://2130706433/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://localhost/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://mms.twiliocdn.com/x")]
    [InlineData("javascript:alert(1)")]
    public void A_redirect_may_not_lead_elsewhere(string location) =>
        AssertForbidden(() => Hosts.Redirect(Api, new Uri(location, UriKind.RelativeOrAbsolute)));

    [Fact]
    public void A_redirect_without_a_target_is_forbidden() => AssertForbidden(() => Hosts.Redirect(Api, location: null));

    private static void AssertForbidden(Action action)
    {
        var exception = Assert.Throws<MediaException>(action);
        Assert.Equal(FailureReason.ForbiddenUrl, exception.Reason);
        Assert.DoesNotContain('?', exception.Message);
    }
}
