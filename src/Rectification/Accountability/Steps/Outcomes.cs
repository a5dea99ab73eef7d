using Rectification.Engine;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability.Steps;

/// <summary>反馈 after a notice (003-4.1).</summary>
public sealed class GiveFeedback(RectificationDb db) : AccountabilityStep(db)
{
    protected override Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        subject.Feedback = Text(completion, "feedback") ?? reason;
        return Done(("feedback", subject.Feedback));
    }
}

/// <summary>The discipline committee takes the clue over, or does not (003-4.5).</summary>
public sealed class ReceiveClue(RectificationDb db) : AccountabilityStep(db)
{
    protected override Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        if (completion.Outcome != "declined")
            return Done();
        if (reason is null)
            return Task.FromResult<Result<Variables>>(ReasonMissing("不接收"));
        subject.Return();
        return Done(("measure", null));
    }
}

/// <summary>What the committee's inquiry came to.</summary>
public sealed class RecordResult(RectificationDb db) : AccountabilityStep(db)
{
    protected override Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        subject.Result = Text(completion, "result") is { } result
            ? result + (Text(completion, "document") is { } document ? $"（{document}）" : "") : reason;
        subject.Close(completion.At);
        completion.Case.ClosedAt = completion.At;
        return Done();
    }
}

/// <summary>跟踪落实: closed, or the next step of the ladder asked for.</summary>
public sealed class FollowUp(RectificationDb db) : AccountabilityStep(db)
{
    protected override Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct)
    {
        subject.Result = Text(completion, "findings") ?? reason;
        subject.Close(completion.At);
        completion.Case.ClosedAt = completion.At;
        return Done();
    }
}
