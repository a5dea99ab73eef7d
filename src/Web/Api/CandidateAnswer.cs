namespace Rectification.Web.Api;

/// <summary>Somebody who may act on a task.</summary>
/// <param name="Role">As in the contract: <c>GridWorker</c>.</param>
/// <param name="Scope">Name of the community, grid or street; empty when a person was named.</param>
internal sealed record CandidateAnswer(string UserName, string Name, string Role, string Scope);
