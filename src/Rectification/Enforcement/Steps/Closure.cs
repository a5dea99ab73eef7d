using Rectification.Engine;
using Rectification.Hazards;

namespace Rectification.Enforcement.Steps;

/// <summary>The director decides whether closing down is proposed by law (003-4.3.3).</summary>
public sealed class DecideClosure(HazardDesk desk) : EnforcementStep(desk)
{
    protected override Task<Result<Variables>> Do(Step step, CancellationToken ct) => Task.FromResult(Decide(step));

    private Result<Variables> Decide(Step step)
    {
        if (step is { Outcome: "declined", Reason: null })
            return HazardProblems.ReasonMissing("不同意关闭");
        if (step.Outcome == "approved")
            step.Hazard.ClosureClockAt = null;
        Record(step, step.Outcome == "approved" ? EnforcementAct.ClosureApproved : EnforcementAct.ClosureDeclined);
        return Done;
    }
}

/// <summary>The grid worker looks whether it is really shut.</summary>
public sealed class ConfirmClosure(HazardDesk desk) : EnforcementStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        if (await Attach(step, HazardFields.Photos, FilePurpose.Enforcement, ct) is { } problem)
            return problem;
        if (step.Outcome != "shutDown")
        {
            Record(step, EnforcementAct.StillWorking);
            return Done;
        }
        Record(step, EnforcementAct.ShutDown);
        await Desk.End(step.Hazard, step.Case, HazardState.ClosedDown, step.Reason, step.At, ct);
        return Variables.Of((HazardVariables.EnforcementResult, "closedDown"));
    }
}
