using MmsQueue.Emulator.Aws;
using MmsQueue.Local.Live;

namespace MmsQueue.Local;

/// <summary>The AWS services, emulated or those that the environment names, and the stack's resources in them.</summary>
internal sealed record LocalAws(AwsEndpoints Endpoints, AwsClients Clients, StackResources Stack, DeadLetterBox Letters);
