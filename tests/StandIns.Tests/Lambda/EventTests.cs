using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace MmsQueue.StandIns.Tests.Lambda;

public sealed class EventTests
{
    private const string HttpEvent = """
        {
          "version": "2.0", "routeKey": "POST /mms", "rawPath": "/prod/mms", "rawQueryString": "a=1&a=2",
          "cookies": ["c=1"],
          "headers": { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8=" },
          "queryStringParameters": { "a": "1,2" },
          "requestContext": {
            "accountId": "123456789012", "apiId": "r3pmxmplak",
            "authorizer": { "jwt": { "claims": { "sub": "u" }, "scopes": ["s"] }, "lambda": { "n": 1 },
              "iam": { "accessKey": "AKIA", "cognitoIdentity": { "amr": ["x"], "identityId": "i" }, "userArn": "arn:u" } },
            "authentication": { "clientCert": { "subjectDN": "CN=a", "validity": { "notAfter": "Aug  5 09:36:04 2027 GMT" } } },
            "domainName": "r3pmxmplak.execute-api.us-east-1.amazonaws.com", "domainPrefix": "r3pmxmplak",
            "http": { "method": "POST", "path": "/prod/mms", "protocol": "HTTP/1.1",
              "sourceIp": "205.255.255.176", "userAgent": "TwilioProxy/1.1" },
            "requestId": "JKJaXmPLvHcESHA=", "routeKey": "POST /mms", "stage": "prod",
            "time": "22/Nov/2026:10:00:00 +0000", "timeEpoch": 1795341600000
          },
          "pathParameters": { "p": "v" }, "stageVariables": { "s": "v" },
          "body": "Qm9keT1oaQ==", "isBase64Encoded": true
        }
        """;

    private const string SqsEvent = """
        {
          "Records": [{
            "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d", "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
            "body": "{\"version\":1}",
            "attributes": { "ApproximateReceiveCount": "2", "SentTimestamp": "1545082649183", "SenderId": "AIDAIENQZJOLO23YVJ4VO",
              "ApproximateFirstReceiveTimestamp": "1545082649185", "AWSTraceHeader": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700" },
            "messageAttributes": {
              "ReplayCount": { "stringValue": "1", "stringListValues": [], "binaryListValues": [], "dataType": "Number" },
              "Bytes": { "binaryValue": "AAEC", "stringListValues": [], "binaryListValues": [], "dataType": "Binary" } },
            "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3", "md5OfMessageAttributes": "aa",
            "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:media", "awsRegion": "us-east-1"
          }]
        }
        """;

    [Fact]
    public void A_webhook_event_is_read_completely()
    {
        var e = Read<APIGatewayHttpApiV2ProxyRequest>(HttpEvent);
        Assert.Equal(("2.0", "POST /mms", "/prod/mms", "a=1&a=2"), (e.Version, e.RouteKey, e.RawPath, e.RawQueryString));
        Assert.Equal("RSOYDt4T1cUTdK1PDd93/VVr8B8=", e.Headers["x-twilio-signature"]);
        Assert.Equal(("c=1", "1,2", "v", "v"), (e.Cookies[0], e.QueryStringParameters["a"], e.PathParameters["p"], e.StageVariables["s"]));
        Assert.Equal(("Qm9keT1oaQ==", true), (e.Body, e.IsBase64Encoded));
    }

    [Fact]
    public void A_webhooks_request_context_is_read_completely()
    {
        var context = Read<APIGatewayHttpApiV2ProxyRequest>(HttpEvent).RequestContext;
        Assert.Equal(
            ("123456789012", "r3pmxmplak", "r3pmxmplak.execute-api.us-east-1.amazonaws.com", "r3pmxmplak"),
            (context.AccountId, context.ApiId, context.DomainName, context.DomainPrefix));
        Assert.Equal(
            ("JKJaXmPLvHcESHA=", "POST /mms", "prod", "22/Nov/2026:10:00:00 +0000", 1795341600000),
            (context.RequestId, context.RouteKey, context.Stage, context.Time, context.TimeEpoch));
        var http = context.Http;
        Assert.Equal(
            ("POST", "/prod/mms", "HTTP/1.1", "205.255.255.176", "TwilioProxy/1.1"),
            (http.Method, http.Path, http.Protocol, http.SourceIp, http.UserAgent));
    }

    [Fact]
    public void Authorizers_and_client_certificates_are_read()
    {
        var context = Read<APIGatewayHttpApiV2ProxyRequest>(HttpEvent).RequestContext;
        Assert.Equal(("u", "s"), (context.Authorizer.Jwt.Claims["sub"], context.Authorizer.Jwt.Scopes[0]));
        Assert.Equal("1", context.Authorizer.Lambda["n"].ToString());
        var iam = context.Authorizer.IAM;
        Assert.Equal(("AKIA", "x", "i", "arn:u"), (iam.AccessKey, iam.CognitoIdentity.AMR[0], iam.CognitoIdentity.IdentityId, iam.UserARN));
        var certificate = context.Authentication.ClientCert;
        Assert.Equal(("CN=a", "Aug  5 09:36:04 2027 GMT"), (certificate.SubjectDN, certificate.Validity.NotAfter));
    }

    [Fact]
    public void A_queue_event_is_read_completely()
    {
        var message = Assert.Single(Read<SQSEvent>(SqsEvent).Records);
        Assert.Equal(
            ("059f36b4-87a3-44ab-83d2-661975830a7d", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a", """{"version":1}"""),
            (message.MessageId, message.ReceiptHandle, message.Body));
        Assert.Equal(("e4e68fb7bd0e697a0ae8f1bb342846b3", "aa"), (message.Md5OfBody, message.Md5OfMessageAttributes));
        Assert.Equal(
            ("aws:sqs", "arn:aws:sqs:us-east-1:123456789012:media", "us-east-1"),
            (message.EventSource, message.EventSourceArn, message.AwsRegion));
        Assert.Equal(
            ("2", "1545082649185"),
            (message.Attributes["ApproximateReceiveCount"], message.Attributes["ApproximateFirstReceiveTimestamp"]));
        Assert.Equal(
            ("1", "Number"),
            (message.MessageAttributes["ReplayCount"].StringValue, message.MessageAttributes["ReplayCount"].DataType));
        Assert.Equal([0, 1, 2], message.MessageAttributes["Bytes"].BinaryValue.ToArray());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Records":null}""")]
    public void An_event_without_records_can_be_read(string json) => Assert.Null(Read<SQSEvent>(json).Records);

    private static T Read<T>(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return new SourceGeneratorLambdaJsonSerializer<EventsContext>().Deserialize<T>(stream);
    }
}
