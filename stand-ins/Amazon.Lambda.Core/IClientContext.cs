namespace Amazon.Lambda.Core;

/// <summary>The application and device behind a call by an AWS Mobile SDK.</summary>
public interface IClientContext
{
    /// <summary>The device's environment, as the SDK describes it.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The calling application.</summary>
    IClientApplication Client { get; }

    /// <summary>The application's own values.</summary>
    IDictionary<string, string> Custom { get; }
}

/// <summary>The application behind a call by an AWS Mobile SDK.</summary>
public interface IClientApplication
{
    /// <summary>The package name.</summary>
    string AppPackageName { get; }

    /// <summary>The title.</summary>
    string AppTitle { get; }

    /// <summary>The version code.</summary>
    string AppVersionCode { get; }

    /// <summary>The version name.</summary>
    string AppVersionName { get; }

    /// <summary>The ID of this installation.</summary>
    string InstallationId { get; }
}

/// <summary>The Cognito identity behind a call by an AWS Mobile SDK.</summary>
public interface ICognitoIdentity
{
    /// <summary>The identity's ID.</summary>
    string IdentityId { get; }

    /// <summary>The ID of the identity's pool.</summary>
    string IdentityPoolId { get; }
}
