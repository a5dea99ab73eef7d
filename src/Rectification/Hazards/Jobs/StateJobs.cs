using Rectification.Accountability;
using Rectification.Documents;
using Rectification.Enforcement;
using Rectification.People;
using Rectification.Signatures;
using Rectification.Workflow;

namespace Rectification.Hazards.Jobs;

/// <summary>确认不构成隐患: agreed, or nobody objected in time.</summary>
public sealed class NoHazard(HazardDesk desk) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        var hazard = await desk.Of(job.Case, ct);
        await desk.End(hazard, job.Case, HazardState.NoHazard, job.Variables[HazardVariables.NoneReason] as string, job.At, ct);
        return JobAnswer.Ok;
    }
}

/// <summary>From now on the street owes a proposal to close down (L3).</summary>
public sealed class StartClosureClock(HazardDesk desk) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        (await desk.Of(job.Case, ct)).ClosureClockAt ??= job.At;
        return JobAnswer.Ok;
    }
}

/// <summary>恢复生产经营 after acceptance, never before (003-4.1.5). A general hazard is closed with it; a major one is struck off by the director.</summary>
public sealed class LiftSuspension(HazardDesk desk, CasePapers papers) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        var hazard = await desk.Of(job.Case, ct);
        if (hazard.SuspendedAt is not null)
        {
            var opinion = await papers.Review(job.Case, hazard, job.By, job.At, "验收合格，准予恢复生产经营", "社区、街道安办和行业监管科室联合验收，各方均同意",
                hazard.Level == HazardLevel.Major ? "报街道安办主任审核销号" : "隐患销号", Role.SafetyOfficer, ct);
            desk.Db.EnforcementRecords.Add(new()
            {
                PaperId = opinion.Id,
                CaseNumber = hazard.CaseNumber,
                StreetId = hazard.StreetId,
                Act = EnforcementAct.SuspensionLifted,
                At = job.At,
                ById = job.By.UserId,
                ByName = job.By.Name,
                Text = "验收合格，解除停产停业",
            });
        }
        hazard.LiftSuspension();
        if (hazard.Level != HazardLevel.Major)
            await desk.End(hazard, job.Case, HazardState.Closed, null, job.At, ct);
        return new JobAnswer.Done(Engine.Variables.Of((HazardVariables.UnderSuspension, false)));
    }
}

/// <summary>Opens an accountability case about this hazard; the header <c>trigger</c> says which (003-4).</summary>
public sealed class OpenAccountabilityJob(HazardDesk desk, OpenAccountability accountability, ExtensionsUsedUp usedUp) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        if (!job.Headers.TryGetValue("trigger", out var trigger))
            return new JobAnswer.Failed("“open-accountability”需要 trigger 一项。请在流程图中补上后重试。");
        var hazard = await desk.Of(job.Case, ct);
        if (trigger == ExtensionsUsedUp.Trigger && hazard.Extensions > 0)
            await accountability.Open(await usedUp.Find(hazard, job, ct), job.At, ct);
        else
            await accountability.OfHazard(trigger, job.Case, TriggerRule.Of(trigger).Words, job.At, ct);
        return JobAnswer.Ok;
    }
}

/// <summary>A report sent back: the version is void, and every signature on it; all are kept, marked 作废.</summary>
public sealed class VoidSignatures(PaperDesk papers, SignatureBook signatures) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        await papers.Mark(job.Case.CaseNumber, DocumentKind.MajorHazardReport, DocumentState.Voided, "退回补正", job.At, ct);
        await signatures.Void(job.Case, job.Variables[HazardVariables.Reason] as string ?? "填报表退回", ct, job.ProcessKey);
        return JobAnswer.Ok;
    }
}
