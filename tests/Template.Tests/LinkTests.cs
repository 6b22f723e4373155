using System.Text.Json.Nodes;
using MmsQueue.Shared;

namespace MmsQueue.Template.Tests;

/// <summary>CloudFront in front of the bucket: what a link returns, and what it does not.</summary>
public sealed class LinkTests
{
    private static readonly JsonNode Distribution = Deployment.Default.Properties("Distribution").At("DistributionConfig")!;

    [Fact]
    public void Only_this_distribution_reads_the_bucket_and_only_its_media()
    {
        var allowed = BucketPermission();
        Assert.Equal("cloudfront.amazonaws.com", allowed.Principal.Text("Service"));
        Assert.Equal("arn:aws:cloudfront::123456789012:distribution/Distribution", allowed.Condition.Text("StringEquals/AWS:SourceArn"));
        Assert.Equal("MediaBucket.Arn/media/*", Assert.Single(allowed.Resources));
    }

    [Fact]
    public void A_link_cannot_list_the_bucket() => Assert.Equal("s3:GetObject", Assert.Single(BucketPermission().Actions));

    [Fact]
    public void CloudFront_signs_each_request_to_the_bucket()
    {
        Assert.Equal("MediaAccess", Origin("media").Text("OriginAccessControlId"));
        var access = Deployment.Default.Properties("MediaAccess").At("OriginAccessControlConfig");
        Assert.Equal(("always", "sigv4"), (access.Text("SigningBehavior"), access.Text("SigningProtocol")));
        Assert.Equal("s3", access.Text("OriginAccessControlOriginType"));
    }

    [Fact]
    public void Every_behavior_requires_HTTPS_and_is_read_only() => Assert.All(Behaviors(), behavior =>
    {
        Assert.Equal("redirect-to-https", behavior.Text("ViewerProtocolPolicy"));
        Assert.Equal(["GET", "HEAD"], behavior.Texts("AllowedMethods"));
    });

    [Fact]
    public void The_API_is_called_over_TLS_only()
    {
        Assert.Equal("https-only", Origin("api").Text("CustomOriginConfig/OriginProtocolPolicy"));
        Assert.Equal(["TLSv1.2"], Origin("api").Texts("CustomOriginConfig/OriginSSLProtocols"));
    }

    [Fact]
    public void Links_work_over_HTTP_2_and_3() => Assert.Equal("http2and3", Distribution.Text("HttpVersion"));

    [Theory]
    [InlineData("403")]
    [InlineData("404")]
    public void A_missing_object_returns_the_pending_page_with_404_cached_for_one_second(string error)
    {
        var response = Assert.Single(Distribution.Items("CustomErrorResponses"), response => response.Text("ErrorCode") == error);
        Assert.Equal(("404", "/pending.html"), (response.Text("ResponseCode"), response.Text("ResponsePagePath")));
        Assert.Equal("1", response.Text("ErrorCachingMinTTL"));
    }

    [Fact]
    public void The_pending_page_comes_from_the_API_and_is_cached_for_at_most_a_minute()
    {
        var behavior = Behavior("/pending.html");
        Assert.Equal("Api.execute-api.eu-central-1.amazonaws.com", Origin(behavior.Text("TargetOriginId")).Text("DomainName"));
        Assert.InRange(Deployment.Default.Properties(behavior.Text("CachePolicyId")).Number("CachePolicyConfig/MaxTTL"), 0, 60);
    }

    [Fact]
    public void Media_and_the_pending_page_have_the_same_headers()
    {
        Assert.Equal("MediaHeaders", Distribution.Text("DefaultCacheBehavior/ResponseHeadersPolicyId"));
        Assert.Equal("MediaHeaders", Behavior("/pending.html").Text("ResponseHeadersPolicyId"));
    }

    [Fact]
    public void A_link_has_the_content_security_policy_of_the_pending_page()
    {
        Assert.Equal(PendingPage.ContentSecurityPolicy, ContentSecurityPolicy("MediaHeaders"));
        Assert.Equal(PendingPage.ContentSecurityPolicyForPdf, ContentSecurityPolicy("PdfHeaders"));
    }

    [Theory]
    [InlineData("MediaHeaders")]
    [InlineData("PdfHeaders")]
    public void Responses_forbid_type_sniffing_referrers_and_plain_HTTP(string name)
    {
        var headers = Headers(name).At("SecurityHeadersConfig");
        Assert.Equal("true", headers.Text("ContentTypeOptions/Override"));
        Assert.Equal("no-referrer", headers.Text("ReferrerPolicy/ReferrerPolicy"));
        Assert.True(headers.Number("StrictTransportSecurity/AccessControlMaxAgeSec") >= 31536000);
    }

    [Fact]
    public void A_PDF_differs_from_other_media_only_in_its_content_security_policy()
    {
        JsonNode WithoutPolicy(string name)
        {
            var headers = Headers(name).DeepClone();
            ((JsonObject)headers).Remove("Name");
            ((JsonObject)headers["SecurityHeadersConfig"]!).Remove("ContentSecurityPolicy");
            return headers;
        }

        Assert.Equal(WithoutPolicy("MediaHeaders").ToJsonString(), WithoutPolicy("PdfHeaders").ToJsonString());
        var pdf = Behavior("/media/*.pdf");
        Assert.Equal(("media", "PdfHeaders"), (pdf.Text("TargetOriginId"), pdf.Text("ResponseHeadersPolicyId")));
    }

    [Fact]
    public void Changing_the_key_prefix_changes_it_everywhere()
    {
        var other = new Deployment(("MediaKeyPrefix", "pictures"));
        var texts = TemplateFile.Resources.Select(resource => other.Properties(resource.Key).ToJsonString())
            .Select(text => text.Replace("mmsqueue-media", "", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("media/", text, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> Behaviors() => Distribution.Items("CacheBehaviors").Append(Distribution["DefaultCacheBehavior"]!);

    private static Statement BucketPermission()
    {
        var policy = Deployment.Default.Properties("MediaBucketPolicy")["PolicyDocument"];
        return Assert.Single(Statement.Of(policy), statement => statement.Allows);
    }

    private static JsonNode Behavior(string path) =>
        Distribution.Items("CacheBehaviors").Single(behavior => behavior.Text("PathPattern") == path);

    private static JsonNode Origin(string id) => Distribution.Items("Origins").Single(origin => origin.Text("Id") == id);

    private static string ContentSecurityPolicy(string headers) =>
        Headers(headers).Text("SecurityHeadersConfig/ContentSecurityPolicy/ContentSecurityPolicy");

    private static JsonNode Headers(string name) => Deployment.Default.Properties(name).At("ResponseHeadersPolicyConfig")!;
}
