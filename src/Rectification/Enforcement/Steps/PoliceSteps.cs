using Rectification.Engine;
using Rectification.Hazards;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Enforcement.Steps;

/// <summary>A step of the hand-over: its answer is kept with the hand-over and told in the hazard's enforcement.</summary>
public abstract class PoliceStep(RectificationDb db) : ITaskHandler
{
    public async Task<Result<Variables>> Complete(TaskCompletion completion, CancellationToken ct)
    {
        var reason = completion.Values.Text(HazardFields.Reason) ?? completion.Comment;
        var act = Act(completion.Outcome);
        if (act != EnforcementAct.PoliceReceived && reason is null)
            return HazardProblems.ReasonMissing(act == EnforcementAct.PoliceDeclined ? "不接收" : "处理结果");
        var document = completion.Values.Text(HazardFields.Document);
        if (await db.PoliceHandovers.FindAsync([completion.Case.CaseNumber], ct) is { } handover)
            Keep(handover, completion, document, reason);
        var number = VariablesText.Read(completion.Task.Variables)["hazard"] as string ?? "";
        if (await db.Hazards.FindAsync([number], ct) is { } hazard)
            db.EnforcementRecords.Add(new()
            {
                CaseNumber = number,
                StreetId = hazard.StreetId,
                Act = act,
                At = completion.At,
                Line = db.EnforcementRecords.Local.Count,
                ById = completion.By.UserId,
                ByName = completion.By.Name,
                Text = $"{completion.Case.CaseNumber} {act.ChineseName}{(reason is null ? "" : $"：{reason}")}",
                DocumentNumber = document,
            });
        return Variables.Of((HazardVariables.Outcome, completion.Outcome), (HazardVariables.Reason, reason));
    }

    protected abstract EnforcementAct Act(string outcome);

    protected abstract void Keep(PoliceHandover handover, TaskCompletion completion, string? document, string? reason);
}

/// <summary>接收 or not, with the police's own number.</summary>
public sealed class ReceivePoliceHandover(RectificationDb db) : PoliceStep(db)
{
    protected override EnforcementAct Act(string outcome) => outcome == "received" ? EnforcementAct.PoliceReceived : EnforcementAct.PoliceDeclined;

    protected override void Keep(PoliceHandover handover, TaskCompletion completion, string? document, string? reason)
    {
        if (completion.Outcome == "received")
            handover.Receive(document, completion.By.Name, completion.At);
        else
            handover.Decline(reason!, completion.By.Name, completion.At);
    }
}

/// <summary>立案 or not, and what came of it.</summary>
public sealed class GivePoliceResult(RectificationDb db) : PoliceStep(db)
{
    protected override EnforcementAct Act(string outcome) => EnforcementAct.PoliceResult;

    protected override void Keep(PoliceHandover handover, TaskCompletion completion, string? document, string? reason) =>
        handover.Tell(completion.Outcome == "filed", reason!, document, completion.By.Name, completion.At);
}
