using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>What was decided after the step that a case went back to no longer holds: deadlines set there, counts, and marks by which the drawing skips a step.</summary>
public sealed class TakenBack(HazardDesk desk, RectificationDb db, Workflows workflows)
{
    public async Task Undo(Hazard hazard, CaseShift shift, CancellationToken ct)
    {
        var written = Marks(shift.TargetId);
        if (shift.TargetId is { } target && await Ruling(hazard, target, ct) is var (ruling, before))
        {
            if (ruling.Cause.StartsWith('第'))
                hazard.TakeBackExtension();
            else if (target == "accept")
                hazard.TakeBackRejection();
            else
                hazard.LastChance = false;
            var calendar = await desk.Calendar(hazard, ct);
            await desk.SetDeadline(hazard, shift.Case, new(calendar.DayOf(before.EndsAt.AddTicks(-1)), shift.At, shift.By,
                $"退回重新办理，恢复{before.Cause}的期限", before.Clause, before.Rule, shift.Reason), ct);
            written = written.With(Variables.Of(
                (HazardVariables.DeadlineAt, hazard.DeadlineAt), (HazardVariables.Extensions, hazard.Extensions),
                (HazardVariables.Rejections, hazard.Rejections), (HazardVariables.LastChance, hazard.LastChance)));
        }
        if (written.Count > 0)
            await workflows.SetVariables(shift.InstanceId, written, ct);
    }

    /// <summary>Marks of steps that come after, or at, the one gone back to.</summary>
    private static Variables Marks(string? target) => target switch
    {
        "assess-level" or "assess-level-street" or "issue-notice" => Variables.Of(
            (HazardVariables.VerifiedOnSite, false), (HazardVariables.VerifiedByStreet, false), (HazardVariables.StopRecorded, false)),
        "verify-on-site" => Variables.Of((HazardVariables.VerifiedOnSite, false), (HazardVariables.VerifiedByStreet, false)),
        "verify-street" => Variables.Of((HazardVariables.VerifiedByStreet, false)),
        "record-stop-measures" => Variables.Of((HazardVariables.StopRecorded, false)),
        _ => Variables.Empty,
    };

    /// <summary>The ruling on the deadline that was made after the target was last left, with the one before it.</summary>
    private async Task<(HazardDeadline Ruling, HazardDeadline Before)?> Ruling(Hazard hazard, string target, CancellationToken ct)
    {
        var rulings = await db.HazardDeadlines.Where(row => row.CaseNumber == hazard.CaseNumber).OrderByDescending(row => row.SetAt).ThenByDescending(row => row.Id).Take(2).ToListAsync(ct);
        if (rulings is not [var newest, var before])
            return null;
        var isBehind = target switch
        {
            "revisit" => IsExtension(newest) || IsOrder(newest),
            "approve-extension" => IsExtension(newest) || IsOrder(newest),
            "order-rectification" => IsOrder(newest),
            "accept" => newest.Cause == "验收不通过，限期再改",
            _ => false,
        };
        // A round that began after the ruling is the one gone back to: then the ruling came before it.
        var hadNewRound = await db.Tasks.AnyAsync(task => task.CaseNumber == hazard.CaseNumber && task.ElementId == target
            && task.State != TaskState.Open && task.CreatedAt > newest.SetAt, ct);
        return isBehind && !hadNewRound ? (newest, before) : null;
    }

    private static bool IsExtension(HazardDeadline ruling) => ruling.Cause.StartsWith('第') && ruling.Cause.EndsWith("次延期", StringComparison.Ordinal);

    private static bool IsOrder(HazardDeadline ruling) => ruling.Cause.StartsWith("责令限期整改", StringComparison.Ordinal);
}
