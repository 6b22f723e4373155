namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>How the client proved itself with mutual TLS.</summary>
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
        /// <summary>Its first moment, as API Gateway prints it.</summary>
        public string NotBefore { get; set; }

        /// <summary>Its last moment, as API Gateway prints it.</summary>
        public string NotAfter { get; set; }
    }
}
