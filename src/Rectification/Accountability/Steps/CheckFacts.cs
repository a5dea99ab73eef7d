using Rectification.Engine;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability.Steps;

/// <summary>核实情形: founded, then those concerned may answer; unfounded goes to the director with that recommendation.</summary>
public sealed class CheckFacts(RectificationDb db, VanishedFacts vanished) : AccountabilityStep(db)
{
    protected override async Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        if (completion.Outcome == "unfounded")
        {
            if (reason is null)
                return ReasonMissing("认定不属实");
            (subject.Proposed, subject.ProposedWhy) = (Measures.Dismissed, $"核实认定不属实：{reason}");
            return Variables.Of(("proposedMeasure", Measures.Dismissed));
        }
        if (Text(completion, "findings") is { } findings)
            subject.AddFacts(findings, null);
        subject.Hear();
        await vanished.Check(subject, completion.Case, completion.At, ct);
        return Variables.Of(("proposedMeasure", subject.Proposed));
    }
}

/// <summary>陈述申辩.</summary>
public sealed class AnswerFacts(RectificationDb db, VanishedFacts vanished) : AccountabilityStep(db)
{
    protected override async Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        subject.Answer = Text(completion, "answer") ?? reason;
        await vanished.Check(subject, completion.Case, completion.At, ct);
        return Variables.Of(("answer", subject.Answer), ("proposedMeasure", subject.Proposed));
    }
}
