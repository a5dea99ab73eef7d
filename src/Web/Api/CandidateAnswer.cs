namespace Rectification.Web.Api;

/// <summary>Somebody who may act on a task.</summary>
internal sealed record CandidateAnswer(string UserName, string Name, string Role);
