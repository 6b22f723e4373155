namespace Amazon.Lambda.APIGatewayEvents;

public partial class APIGatewayHttpApiV2ProxyRequest
{
    /// <summary>The result of a route's authorizer; only the property that applies is not null.</summary>
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
            /// <summary>The access key's ID.</summary>
            public string AccessKey { get; set; }

            /// <summary>The caller's account.</summary>
            public string AccountId { get; set; }

            /// <summary>The caller's ID.</summary>
            public string CallerId { get; set; }

            /// <summary>The caller's Cognito identity, or null.</summary>
            public CognitoIdentityDescription CognitoIdentity { get; set; }

            /// <summary>The caller's organization, or null.</summary>
            public string PrincipalOrgId { get; set; }

            /// <summary>The caller's ARN.</summary>
            public string UserARN { get; set; }

            /// <summary>The user's ID.</summary>
            public string UserId { get; set; }
        }

        /// <summary>A Cognito identity.</summary>
        public class CognitoIdentityDescription
        {
            /// <summary>How the user authenticated.</summary>
            public IList<string> AMR { get; set; }

            /// <summary>The identity's ID.</summary>
            public string IdentityId { get; set; }

            /// <summary>The ID of the identity's pool.</summary>
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
