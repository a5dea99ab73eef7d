using Rectification.Engine;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability.Steps;

/// <summary>A step of P04.</summary>
public abstract class AccountabilityStep(RectificationDb db) : ITaskHandler
{
    public async Task<Result<Variables>> Complete(TaskCompletion completion, CancellationToken ct)
    {
        var subject = await db.AccountabilityCases.FindAsync([completion.Case.CaseNumber], ct)
            ?? throw new InvalidOperationException($"{completion.Case.CaseNumber} has no accountability record.");
        var reason = Text(completion, "reason") ?? completion.Comment;
        var result = Do(subject, completion, reason);
        return result.Problem is { } problem
            ? problem
            : Variables.Of(("outcome", completion.Outcome), ("reason", reason)).With(result.Value);
    }

    protected abstract Result<Variables> Do(AccountabilityCase subject, TaskCompletion completion, string? reason);

    protected static string? Text(TaskCompletion completion, string field) =>
        completion.Values[field] is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    protected static Problem ReasonMissing(string what) => Problem.Field("reason", $"请写明{what}的理由（2–2000 字）");
}

/// <summary>核实情形: founded, then those concerned may answer; unfounded goes to the director with that recommendation.</summary>
public sealed class CheckFacts(RectificationDb db) : AccountabilityStep(db)
{
    protected override Result<Variables> Do(AccountabilityCase subject, TaskCompletion completion, string? reason)
    {
        if (completion.Outcome == "unfounded")
            return reason is null ? ReasonMissing("认定不属实") : Variables.Of(("proposedMeasure", "dismissed"));
        if (Text(completion, "findings") is { } findings)
            subject.AddFacts(findings, null);
        subject.Hear();
        return Variables.Empty;
    }
}

/// <summary>陈述申辩.</summary>
public sealed class AnswerFacts(RectificationDb db) : AccountabilityStep(db)
{
    protected override Result<Variables> Do(AccountabilityCase subject, TaskCompletion completion, string? reason)
    {
        subject.Answer = Text(completion, "answer") ?? reason;
        return Variables.Of(("answer", subject.Answer));
    }
}

/// <summary>The director decides: as proposed, another measure, or dismissed with a reason.</summary>
public sealed class DecideMeasure(RectificationDb db) : AccountabilityStep(db)
{
    protected override Result<Variables> Do(AccountabilityCase subject, TaskCompletion completion, string? reason)
    {
        // What the check recommended stands in the task; without one the trigger proposes.
        var recommended = TaskVariables.Text(completion.Task, "proposedMeasure") ?? Triggers.ProposedMeasure(subject.Trigger);
        var measure = completion.Outcome == "other" ? Text(completion, "measure") : recommended;
        if (measure is null)
            return Problem.Field("measure", "请选择处理措施");
        if (measure != "dismissed")
        {
            subject.Decide(measure, reason);
            return Variables.Of(("measure", measure));
        }
        if (reason is null && completion.Outcome == "other")
            return ReasonMissing("不予追究");
        subject.Dismiss(reason ?? "核实后认定不属实", completion.At);
        completion.Case.ClosedAt = completion.At;
        return Variables.Of(("measure", measure));
    }
}

/// <summary>跟进落实.</summary>
public sealed class FollowUp(RectificationDb db) : AccountabilityStep(db)
{
    protected override Result<Variables> Do(AccountabilityCase subject, TaskCompletion completion, string? reason)
    {
        subject.Close(completion.At);
        completion.Case.ClosedAt = completion.At;
        return Variables.Empty;
    }
}
