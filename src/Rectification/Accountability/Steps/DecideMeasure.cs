using Rectification.Engine;
using Rectification.Requests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability.Steps;

/// <summary>The director decides: as proposed, another measure, or dismissed with a reason. What is decided as proposed is what was shown.</summary>
public sealed class DecideMeasure(RectificationDb db, VanishedFacts vanished, Aftermath aftermath) : AccountabilityStep(db)
{
    protected override async Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        // What was done up to this moment counts: the last look is taken before the decision, not after.
        var shown = subject.Proposed;
        await vanished.Check(subject, completion.Case, completion.At, ct);
        if (completion.Outcome == "proposed" && (subject.Proposed != shown || subject.VanishedAt > completion.ShownAt))
        {
            aftermath.OnRefusal(new NoteVanishedFacts(subject.CaseNumber));
            return Problem.Conflict("accountability.proposal-changed",
                $"{subject.ProposedWhy}。建议的措施已改为“{Measures.ChineseName(subject.Proposed)}”，这次没有作出决定。请看过变化后再决定");
        }
        var measure = completion.Outcome == "other" ? Text(completion, "measure")
            // Cases from before a proposal was kept have only their trigger's.
            : subject.Proposed.Length > 0 ? subject.Proposed : TriggerRule.Of(subject.Trigger).Measure;
        if (!Measures.IsOne(measure))
            return Problem.Field("measure", "请选择处理措施");
        if (measure != Measures.Dismissed)
        {
            subject.Requirements = Text(completion, "requirements");
            subject.Decide(measure!, reason, completion.By.Name, completion.At);
            return Variables.Of(("measure", measure));
        }
        if (reason is null && completion.Outcome == "other")
            return ReasonMissing("不予追究");
        subject.Dismiss(reason ?? subject.ProposedWhy ?? "核实后认定不属实", completion.By.Name, completion.At);
        completion.Case.ClosedAt = completion.At;
        return Variables.Of(("measure", measure));
    }
}

/// <summary>The street leader approves a listing (003-4.3), with its deadline, or gives it back to the director.</summary>
public sealed class ApproveListing(RectificationDb db, Settings.Calendars calendars) : AccountabilityStep(db)
{
    protected override async Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        if (completion.Outcome == "declined")
        {
            if (reason is null)
                return ReasonMissing("不批准");
            subject.Return();
            return Variables.Of(("measure", null));
        }
        if (completion.Values["deadline"] is not DateOnly day)
            return Problem.Field("deadline", "请填写督办期限");
        subject.ListedUntil = (await calendars.For(subject.StreetId, ct)).EndOfDay(day);
        subject.Requirements = Text(completion, "requirements") ?? subject.Requirements;
        return Variables.Of(("listedUntil", subject.ListedUntil));
    }
}
