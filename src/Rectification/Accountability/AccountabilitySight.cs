using Rectification.People;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>Papers, journal and drawing of a case are seen by who sees the case.</summary>
internal sealed class AccountabilitySight(AccountabilityQueries queries) : ICaseSight
{
    public async Task<bool> MaySee(CaseRow @case, Actor actor, CancellationToken ct) => await queries.Find(@case.CaseNumber, actor, ct) is not null;
}
