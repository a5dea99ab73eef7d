using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Hazards;
using Rectification.People;

namespace Rectification.Enforcement.Steps;

/// <summary>The department receives what the street has no authority for, or declines (003-1.3.4).</summary>
public sealed class ReceiveTransfer(HazardDesk desk, CasePapers papers) : EnforcementStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        if (step is { Outcome: "declined", Reason: null })
            return HazardProblems.ReasonMissing("不接收");
        var isReceived = step.Outcome == "received";
        var authority = await Desk.Db.EnforcementRecords.Where(row => row.CaseNumber == step.Hazard.CaseNumber && row.Act == EnforcementAct.Transferred)
            .OrderByDescending(row => row.At).Select(row => row.Authority).FirstOrDefaultAsync(ct);
        var receipt = await papers.Receipt(step, authority ?? Role.DepartmentOfficer.ChineseName, isReceived ? "接收" : $"不接收：{step.Reason}", step.Text(HazardFields.Document), ct);
        Record(step, isReceived ? EnforcementAct.TransferReceived : EnforcementAct.TransferDeclined).PaperId = receipt.Id;
        return Done;
    }
}

/// <summary>What became of it there.</summary>
public sealed class GiveTransferResult(HazardDesk desk) : EnforcementStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (step is { Outcome: "returned", Reason: null })
            return HazardProblems.ReasonMissing("退回");
        if (await AttachAll(step, ct) is { } problem)
            return problem;
        switch (step.Outcome)
        {
            case "rectified":
                Record(step, EnforcementAct.Rectified);
                if (hazard.Level == HazardLevel.Major)
                {
                    hazard.MoveTo(HazardState.InAcceptance);
                    await Desk.MeetDeadline(hazard, step.At, ct);
                }
                else
                    hazard.MoveTo(HazardState.Rectifying);
                return Variables.Of((HazardVariables.EnforcementResult, "rectified"));
            case "penalty":
                return await Penalty(step, ct);
            case "closedDown":
                Record(step, EnforcementAct.ClosureApproved, "受移交部门已依法关闭");
                return Done;
            default:
                Record(step, EnforcementAct.TransferReturned);
                return Done;
        }
    }

    private async Task<Result<Variables>> Penalty(Step step, CancellationToken ct)
    {
        var ordered = await OrderedDay(step, ct);
        if (ordered.Problem is { } problem)
            return problem;
        step.Hazard.MoveTo(HazardState.Rectifying);
        await Desk.SetDeadline(step.Hazard, step.Case, new(ordered.Value, step.At, step.By, "受移交部门处罚时责令限期改正", "003-1.3.4", "处罚决定所定期限"), ct);
        RecordPenalties(step, step.Hazard.DeadlineAt);
        return Variables.Of(
            (HazardVariables.EnforcementResult, "penalty"),
            (HazardVariables.OrderedDeadlineAt, step.Hazard.DeadlineAt),
            (HazardVariables.DeadlineAt, step.Hazard.DeadlineAt));
    }
}
