namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>What a route's authorizer found; the one that applies is not null.</summary>
    public class AuthorizerDescription
    {
        /// <summary>A JWT authorizer's token.</summary>
        public JwtDescription Jwt { get; set; }

        /// <summary>A Lambda authorizer's context.</summary>
        public IDictionary<string, object> Lambda { get; set; }

        /// <summary>The IAM caller.</summary>
        public IAMDescription IAM { get; set; }

        /// <summary>An IAM caller.</summary>
        public class IAMDescription
        {
            /// <summary>The access key's id.</summary>
            public string AccessKey { get; set; }

            /// <summary>The caller's account.</summary>
            public string AccountId { get; set; }

            /// <summary>The caller's id.</summary>
            public string CallerId { get; set; }

            /// <summary>The caller's Cognito identity, or null.</summary>
            public CognitoIdentityDescription CognitoIdentity { get; set; }

            /// <summary>The caller's organization, or null.</summary>
            public string PrincipalOrgId { get; set; }

            /// <summary>The caller's ARN.</summary>
            public string UserARN { get; set; }

            /// <summary>The user's id.</summary>
            public string UserId { get; set; }
        }

        /// <summary>A Cognito identity.</summary>
        public class CognitoIdentityDescription
        {
            /// <summary>How the user proved their identity.</summary>
            public IList<string> AMR { get; set; }

            /// <summary>The identity's id.</summary>
            public string IdentityId { get; set; }

            /// <summary>The id of the identity's pool.</summary>
            public string IdentityPoolId { get; set; }
        }

        /// <summary>A JWT.</summary>
        public class JwtDescription
        {
            /// <summary>The claims, by name.</summary>
            public IDictionary<string, string> Claims { get; set; }

            /// <summary>The scopes, or null.</summary>
            public string[] Scopes { get; set; }
        }
    }
}
