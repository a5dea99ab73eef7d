using Rectification.Documents;
using Rectification.Engine;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability.Steps;

/// <summary>约谈: held with minutes, a promise and both signatures or a witness; failed twice, the next step is proposed (003-4.2).</summary>
public sealed class HoldInterview(RectificationDb db, AccountabilityPapers papers) : AccountabilityStep(db)
{
    protected override async Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        if (completion.Outcome == "held")
        {
            if (Text(completion, "signing") == "refused" && Text(completion, "witness") is null)
                return Problem.Field("witness", "对方拒绝签字时请填写见证人");
            subject.StartClimbClock(completion.At);
            await papers.Record(subject, completion, DocumentKind.InterviewRecord, ct);
            return Variables.Of(("climbProposed", false));
        }
        if (reason is null)
            return ReasonMissing("未能约谈");
        var failures = 1 + (VariablesText.Read(completion.Task.Variables)["interviewFailures"] as decimal? ?? 0);
        return Variables.Of(("interviewFailures", failures), ("climbProposed", failures >= 2), ("interviewOn", completion.Values["newDate"]));
    }
}

/// <summary>谈话警示 of a department's principal by the leader in charge (001-1).</summary>
public sealed class HoldWarningTalk(RectificationDb db, AccountabilityPapers papers) : AccountabilityStep(db)
{
    protected override async Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        await papers.Record(subject, completion, DocumentKind.WarningTalkRecord, ct);
        return Variables.Empty;
    }
}

/// <summary>诫勉谈话 by the discipline committee (003-4.4).</summary>
public sealed class HoldAdmonishment(RectificationDb db, AccountabilityPapers papers) : AccountabilityStep(db)
{
    protected override async Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        if (Text(completion, "signing") == "refused" && Text(completion, "witness") is null)
            return Problem.Field("witness", "对方拒绝签字时请填写见证人");
        await papers.Record(subject, completion, DocumentKind.AdmonishmentRecord, ct);
        return Variables.Empty;
    }
}
