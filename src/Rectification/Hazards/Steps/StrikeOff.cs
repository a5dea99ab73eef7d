using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>审核把关销号 (001-8): struck off, or back to a fresh round of acceptance.</summary>
public sealed class StrikeOff(HazardDesk desk) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        if (step is { Outcome: "returned", Reason: null })
            return HazardProblems.ReasonMissing("退回");
        if (step.Outcome == "struckOff")
            await Desk.End(step.Hazard, step.Case, HazardState.Closed, step.Reason, step.At, ct);
        return Done;
    }
}
