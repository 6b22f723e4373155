namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>How the client authenticated with mutual TLS.</summary>
    public class ProxyRequestAuthentication
    {
        /// <summary>The client's certificate.</summary>
        public ProxyRequestClientCert ClientCert { get; set; }
    }

    /// <summary>A client's certificate.</summary>
    public class ProxyRequestClientCert
    {
        /// <summary>The certificate, PEM-encoded.</summary>
        public string ClientCertPem { get; set; }

        /// <summary>The subject's distinguished name.</summary>
        public string SubjectDN { get; set; }

        /// <summary>The issuer's distinguished name.</summary>
        public string IssuerDN { get; set; }

        /// <summary>The serial number.</summary>
        public string SerialNumber { get; set; }

        /// <summary>When the certificate is valid.</summary>
        public ClientCertValidity Validity { get; set; }
    }

    /// <summary>When a certificate is valid.</summary>
    public class ClientCertValidity
    {
        /// <summary>The start of its validity, in API Gateway's format.</summary>
        public string NotBefore { get; set; }

        /// <summary>The end of its validity, in API Gateway's format.</summary>
        public string NotAfter { get; set; }
    }
}
