using System.Collections.Immutable;
using Rectification.Workflow;

namespace Rectification.Web.Api;

/// <summary>An open task of a case, with those who may act on it.</summary>
internal sealed record CaseTaskAnswer(
    Guid Id, string Name, string ElementId, DateTimeOffset? DueAt, string? AssigneeName, ImmutableArray<CandidateAnswer> Candidates)
{
    public static CaseTaskAnswer Of(CaseTask task) => new(
        task.Id, task.Name, task.ElementId, task.DueAt, task.AssigneeName,
        [.. task.Candidates.Select(person => new CandidateAnswer(person.UserName, person.Name, person.Role, person.Scope))]);
}
