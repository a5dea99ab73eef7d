using Rectification.Engine;
using Rectification.Hazards;

namespace Rectification.Enforcement.Steps;

/// <summary>现场执法: put right under supervision, penalties, suspension, a proposal to close, or transfer (003-1.3.4).</summary>
public sealed class EnforceOnSite(HazardDesk desk, CasePapers papers, PoliceHandovers police) : EnforcementStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (await AttachAll(step, ct) is { } problem)
            return problem;
        hazard.LastChance = true;
        var result = await Decide(step, hazard, ct);
        // Beside whatever else follows: the police look at the crime, the street at the hazard.
        if (result.IsOk && step.Text(HazardFields.Crime) is { } crime)
            await police.Open(step.Case, hazard, step.By, step.At, crime, ct);
        return result;
    }

    private async Task<Result<Variables>> Decide(Step step, Hazard hazard, CancellationToken ct)
    {
        switch (step.Outcome)
        {
            case "rectified":
                Record(step, EnforcementAct.Rectified);
                return await Rectified(step, ct);
            case "penalty":
                return await Penalty(step, ct);
            case "suspension":
                if (step.Values.Number(HazardFields.Amount) is not null || step.Text(HazardFields.Party) is not null)
                    RecordPenalties(step, deadlineAt: null);
                var order = StopOrders.Named(step);
                var seals = step.Text(HazardFields.Seals);
                var said = step.Reason ?? step.Text(HazardFields.Findings) ?? "继续作业不能保证安全";
                Record(step, EnforcementAct.Suspension, $"{order}{(seals is null ? "" : $"，查封：{seals}")}：{said}").PaperId =
                    (await papers.StopDecision(step, order, said, seals, ct)).Id;
                hazard.Suspend(step.At);
                hazard.MoveTo(HazardState.InEnforcement);
                return Result("suspension", (HazardVariables.UnderSuspension, true));
            case "closure":
                Record(step, EnforcementAct.ClosureProposed);
                return Result(null);
            default:
                var letter = await papers.Transfer(step, step.Text(HazardFields.Authority) ?? "有执法权限的部门", step.Reason ?? "不属于街道执法权限", ct);
                Record(step, EnforcementAct.Transferred).PaperId = letter.Id;
                return Result(null);
        }
    }

    private async Task<Result<Variables>> Rectified(Step step, CancellationToken ct)
    {
        if (step.Hazard.Level == HazardLevel.Major)
        {
            step.Hazard.MoveTo(HazardState.InAcceptance);
            await Desk.MeetDeadline(step.Hazard, step.At, ct);
        }
        else
            step.Hazard.MoveTo(HazardState.Rectifying);
        return Result("rectified");
    }

    private async Task<Result<Variables>> Penalty(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        var ordered = await OrderedDay(step, ct);
        if (ordered.Problem is { } problem)
            return problem;
        hazard.MoveTo(HazardState.Rectifying);
        await Desk.SetDeadline(hazard, step.Case, new(ordered.Value, step.At, step.By, "行政处罚时责令限期改正", "003-1.3.4", "处罚决定所定期限"), ct);
        RecordPenalties(step, hazard.DeadlineAt);
        return Result("penalty", (HazardVariables.OrderedDeadlineAt, hazard.DeadlineAt), (HazardVariables.DeadlineAt, hazard.DeadlineAt));
    }

    /// <summary>P01 reads the result; a new round forgets that it went straight to enforcement.</summary>
    private static Variables Result(string? result, params (string Name, object? Value)[] more) => Variables.Of(
        [(HazardVariables.EnforcementResult, result), (HazardVariables.LastChance, true), (HazardVariables.EnforceDirectly, false), .. more]);
}
