namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>The origin of the request and the route that it matched.</summary>
    public class ProxyRequestContext
    {
        /// <summary>The account that owns the API.</summary>
        public string AccountId { get; set; }

        /// <summary>The API's ID.</summary>
        public string ApiId { get; set; }

        /// <summary>The result of the route's authorizer, or null without one.</summary>
        public AuthorizerDescription Authorizer { get; set; }

        /// <summary>The requested host name.</summary>
        public string DomainName { get; set; }

        /// <summary>The first label of <see cref="DomainName"/>.</summary>
        public string DomainPrefix { get; set; }

        /// <summary>The request line and the client.</summary>
        public HttpDescription Http { get; set; }

        /// <summary>The request's ID.</summary>
        public string RequestId { get; set; }

        /// <summary>The route's ID.</summary>
        public string RouteId { get; set; }

        /// <summary>The route that matched.</summary>
        public string RouteKey { get; set; }

        /// <summary>The stage, such as <c>$default</c>.</summary>
        public string Stage { get; set; }

        /// <summary>When the request arrived, in the common log format.</summary>
        public string Time { get; set; }

        /// <summary>When the request arrived, in milliseconds since 1970.</summary>
        public long TimeEpoch { get; set; }

        /// <summary>The client's certificate, or null without mutual TLS.</summary>
        public ProxyRequestAuthentication Authentication { get; set; }
    }

    /// <summary>The request line and the client.</summary>
    public class HttpDescription
    {
        /// <summary>The method, in uppercase.</summary>
        public string Method { get; set; }

        /// <summary>The path.</summary>
        public string Path { get; set; }

        /// <summary>The protocol, such as <c>HTTP/1.1</c>.</summary>
        public string Protocol { get; set; }

        /// <summary>The client's address.</summary>
        public string SourceIp { get; set; }

        /// <summary>The client's User-Agent header.</summary>
        public string UserAgent { get; set; }
    }
}
