using Microsoft.EntityFrameworkCore;
using Rectification.Documents;
using Rectification.Signatures;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>
/// After a return or a repair of the process the hazard's record follows where the work now stands: its state, whether its deadline counts,
/// and the report's signatures, which are void when the report is gone back to or withdrawn.
/// </summary>
public sealed class HazardShifted(HazardDesk desk, TakenBack takenBack, PaperDesk papers, SignatureBook signatures) : IShiftListener
{
    private const string Report = "major-hazard-report";

    private static readonly string[] Acceptance = ["accept", "agree-acceptance", "strike-off"];

    public async Task Shifted(CaseShift shift, CancellationToken ct)
    {
        var hazard = await desk.Of(shift.Case, ct);
        if (hazard.State.IsFinal)
            return;
        if (shift.ProcessKey == Report || shift.Withdrawn.Contains(Report))
        {
            await papers.Mark(hazard.CaseNumber, DocumentKind.MajorHazardReport, DocumentState.Voided, $"退回：{shift.Reason}", shift.At, ct);
            await signatures.Void(shift.Case, $"退回：{shift.Reason}", ct, Report);
        }
        if (shift.ProcessKey is not (HazardDesk.Process or "enforcement"))
            return;
        await takenBack.Undo(hazard, shift, ct);
        if (await StateNow(hazard, ct) is var state && state != hazard.State)
            hazard.MoveTo(state);
        hazard.Touch();
        // Acceptance means that the enterprise's part was found done; anywhere else it is still owed.
        if (state == HazardState.InAcceptance)
            await desk.MeetDeadline(hazard, shift.At, ct);
        else
            await desk.ReopenDeadline(hazard, shift.Case, ct);
    }

    private async Task<HazardState> StateNow(Hazard hazard, CancellationToken ct)
    {
        var open = await desk.Db.Tasks.Where(task => task.CaseNumber == hazard.CaseNumber && task.State == TaskState.Open)
            .Select(task => new { task.ProcessKey, task.ElementId }).ToListAsync(ct);
        if (open.Exists(task => Acceptance.Contains(task.ElementId)))
            return HazardState.InAcceptance;
        if (hazard.UnderSuspension || open.Exists(task => task.ProcessKey == "enforcement"))
            return HazardState.InEnforcement;
        return hazard.DeadlineAt is null ? HazardState.Registered : HazardState.Rectifying;
    }
}
