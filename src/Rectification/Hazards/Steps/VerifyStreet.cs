using Rectification.Documents;
using Rectification.Enforcement;
using Rectification.Engine;

namespace Rectification.Hazards.Steps;

/// <summary>街道现场核实: confirmed, with the order where safety can't be guaranteed, or downgraded (003-1.3.5, 003-4.2.3).</summary>
public sealed class VerifyStreet(HazardDesk desk, PaperDesk papers, CasePapers decisions) : HazardStep(desk)
{
    protected override async Task<Result<Variables>> Do(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        if (step is { Outcome: "downgraded", Reason: null })
            return HazardProblems.ReasonMissing("降为一般隐患");
        if (await Attach(step, HazardFields.Photos, FilePurpose.Found, ct) is { } problem)
            return problem;
        return step.Outcome == "downgraded" ? await Downgrade(step, ct) : await Confirm(step, hazard, ct);
    }

    private async Task<Result<Variables>> Confirm(Step step, Hazard hazard, CancellationToken ct)
    {
        if (step.Values.Flag(HazardFields.SafetyNotGuaranteed))
            await Desk.MarkSafetyNotGuaranteed(hazard, step.Case, step.At, ct);
        if (StopOrders.In(step) is { } order)
        {
            order.PaperId = (await decisions.StopDecision(step, order.Text, step.Reason ?? step.Text(HazardFields.Findings) ?? "整改期间不能保证安全", null, ct)).Id;
            Desk.Db.EnforcementRecords.Add(order);
        }
        return Variables.Of((HazardVariables.VerifiedByStreet, true), (HazardVariables.SafetyNotGuaranteed, hazard.SafetyNotGuaranteed));
    }

    private async Task<Result<Variables>> Downgrade(Step step, CancellationToken ct)
    {
        var hazard = step.Hazard;
        await Desk.SetLevel(hazard, step.Case, HazardLevel.General, ct);
        if (hazard.State == HazardState.InAcceptance)
            hazard.MoveTo(HazardState.Rectifying);
        if (await papers.InForce(hazard.CaseNumber, DocumentKind.MajorHazardReport, ct) is { } report)
            report.Mark(report.Number is null ? DocumentState.Voided : DocumentState.Downgraded, "街道核实后降为一般隐患", step.At);
        return Variables.Of(
            (HazardVariables.Level, hazard.Level.Code),
            (HazardVariables.StopRecorded, false), (HazardVariables.VerifiedOnSite, false), (HazardVariables.VerifiedByStreet, false));
    }
}
