using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>The hazard that somebody's own action is about, beside its tasks: it exists for that person, is not over, and may be acted on so. Scoped.</summary>
public sealed class OpenHazards(RectificationDb db, HazardDesk desk)
{
    public async Task<Result<OpenHazard>> For(string caseNumber, Actor actor, CancellationToken ct)
    {
        if (await db.Cases.FindAsync([caseNumber], ct) is not { Kind: CaseKind.Hazard } @case || !actor.Sees(@case.Place))
            return HazardProblems.Unknown(caseNumber);
        var hazard = await desk.Of(@case, ct);
        return hazard.State.IsFinal ? HazardProblems.Ended(hazard) : new OpenHazard(@case, hazard);
    }

    /// <param name="doing">What is refused to others, for people: 改派.</param>
    public async Task<Result<OpenHazard>> For(string caseNumber, HazardAction action, string doing, Actor actor, CancellationToken ct)
    {
        var opened = await For(caseNumber, actor, ct);
        return opened.Problem is null && !actor.IsSystem && !HazardActions.May(action, opened.Value.Hazard, actor) ? HazardProblems.NotYours(doing) : opened;
    }
}

public sealed record OpenHazard(CaseRow Case, Hazard Hazard);
