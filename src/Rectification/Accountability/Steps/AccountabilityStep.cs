using Rectification.Engine;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability.Steps;

/// <summary>A step of P04.</summary>
public abstract class AccountabilityStep(RectificationDb db) : ITaskHandler
{
    protected RectificationDb Db => db;

    public async Task<Result<Variables>> Complete(TaskCompletion completion, CancellationToken ct)
    {
        var subject = await db.AccountabilityCases.FindAsync([completion.Case.CaseNumber], ct)
            ?? throw new InvalidOperationException($"{completion.Case.CaseNumber} has no accountability record.");
        // What nobody could read in the drawing: whoever is concerned does not judge, also when named as a substitute.
        if (subject.SubjectUser is { } concerned && concerned == completion.By.UserName && completion.Task.ElementId != "answer-facts")
            return Problem.Forbidden("accountability.concerned", $"您是本案当事人，不能办理“{completion.Task.Name}”");
        var reason = Text(completion, "reason") ?? completion.Comment;
        var result = await Do(subject, completion, reason, ct);
        return result.Problem is { } problem
            ? problem
            : Variables.Of(("outcome", completion.Outcome), ("reason", reason)).With(result.Value);
    }

    protected abstract Task<Result<Variables>> Do(AccountabilityCase subject, TaskCompletion completion, string? reason, CancellationToken ct);

    protected static Task<Result<Variables>> Done(params ReadOnlySpan<(string Name, object? Value)> variables) =>
        Task.FromResult<Result<Variables>>(Variables.Of(variables.ToArray()));

    protected static string? Text(TaskCompletion completion, string field) =>
        completion.Values[field] is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    protected static Problem ReasonMissing(string what) => Problem.Field("reason", $"请写明{what}的理由（2–2000 字）");
}
