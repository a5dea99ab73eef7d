using System.Collections.Immutable;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.People;
using Rectification.Requests;
using Rectification.Signatures;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Finishes a task; completing one that nobody holds takes it.</summary>
/// <param name="ShownAt">When the page was made that it was filled in on; null when nobody knows.</param>
[AllowSignedIn]
public sealed record CompleteTask(Guid TaskId, Variables Variables, string? Comment = null, SignatureInput? Signature = null, DateTimeOffset? ShownAt = null) : ICommand<CompletedTask>;

/// <param name="OpenTasks">What is open in the case now.</param>
public sealed record CompletedTask(string CaseNumber, ImmutableArray<OpenTask> OpenTasks);

public sealed record OpenTask(Guid Id, string Name, string ElementId, DateTimeOffset? DueAt, string? AssigneeName, string? CandidateRole)
{
    /// <summary>A thousand performers need not be told of each other.</summary>
    internal const int MostTold = 200;

    internal static ImmutableArray<OpenTask> Of(IEnumerable<TaskRow> tasks) => [.. tasks.Where(row => row.State == TaskState.Open).OrderBy(row => row.Id).Take(MostTold)
        .Select(row => new OpenTask(row.Id, row.Name, row.ElementId, row.DueAt, row.AssigneeName, CandidateKey.Of(row.CandidateKey)?.Role.ToString()))];
}

/// <summary>Before the transaction of a signing step: the password.</summary>
internal sealed class CompleteTaskProof(RectificationDb db, CurrentActor current, SignatureBook signatures) : IPipelineBehavior<CompleteTask, Result<CompletedTask>>
{
    public async Task<Result<CompletedTask>> Handle(CompleteTask request, CancellationToken cancellationToken, RequestHandlerDelegate<Result<CompletedTask>> next)
    {
        // An unneeded signature is ignored, and so must not cost a failed attempt.
        if (request.Signature is { Password.Length: > 0 } signature && current.Actor is { IsSystem: false } actor
            && await db.Tasks.AsNoTracking().FirstOrDefaultAsync(task => task.Id == request.TaskId, cancellationToken) is { State: TaskState.Open } task
            && TaskAccess.IsFor(task, actor) && TaskProperties.Read(task.Properties).NeedsSignature)
            await signatures.Prove(actor, signature);
        return await next();
    }
}

public sealed class CompleteTaskHandler(
    RectificationDb db, CurrentActor current, Definitions definitions, StreetSurroundings around, Workflows workflows,
    SignatureBook signatures, Exclusions exclusions, TaskDesk desk, Journal journal, CaseMemory memory, IServiceProvider services)
    : ICommandHandler<CompleteTask, CompletedTask>
{
    public const int MaxComment = 2000;
    private const string Reason = "reason";

    public async Task<Result<CompletedTask>> Handle(CompleteTask command, CancellationToken ct)
    {
        var actor = current.Required;
        if (await Load(command.TaskId, actor, ct) is not { } task || !TaskAccess.MaySee(task, actor))
            return TaskProblems.NotFound;
        var surroundings = await around.For(task.StreetId, ct);
        if (await TaskProblems.Refusal(db, task, actor, surroundings.Calendar.Offset, ct) is { } refusal)
            return refusal;
        var comment = string.IsNullOrWhiteSpace(command.Comment) ? null : command.Comment.Trim();
        if (comment?.Length > MaxComment)
            return Problem.Field("comment", $"意见最多 {MaxComment} 字，现有 {comment.Length} 字");

        var properties = TaskProperties.Read(task.Properties);
        var form = await definitions.Form(task.FormId, task.FormVersion, ct);
        var outcomes = FormOutcomes.Of(form?.Json);
        var seen = VariablesText.Read(task.Variables);
        var input = comment is not null && command.Variables[Reason] is null or "" ? command.Variables.With(Reason, comment) : command.Variables;
        var allowed = properties.Outcomes is { IsEmpty: false } drawn ? drawn : [.. outcomes.Options.Select(option => option.Value)];
        if (OutcomeOf(input, allowed) is not { } outcome)
            return Problem.Field(FormOutcomes.Field, input[FormOutcomes.Field] is null or "" ? "请选择办理结果" : "办理结果不在可选范围内，请重新选择");
        input = input.With(FormOutcomes.Field, outcome);
        var values = input;
        if (form is not null)
        {
            var reading = form.Check(input, seen, surroundings);
            if (!reading.Errors.IsEmpty)
                return Problem.Fields(reading.Errors);
            values = reading.Values.With(FormOutcomes.Field, outcome);
        }
        if (properties.NeedsSignature && !actor.IsSystem && signatures.Check(actor, command.Signature) is { } unsigned)
            return unsigned;

        var @case = await db.Cases.FindAsync([task.CaseNumber], ct)
            ?? throw new InvalidOperationException($"Task {task.Id} belongs to case {task.CaseNumber}, which is not there.");
        var result = values;
        if (services.GetKeyedService<ITaskHandler>(new TaskHandlerKey(task.ProcessKey, task.ElementId)) is { } handler)
        {
            var answer = await handler.Complete(new TaskCompletion(task, @case, actor, values, outcome, comment, surroundings.Now, command.ShownAt), ct);
            if (answer.Problem is { } problem)
                return problem;
            result = answer.Value.Has(FormOutcomes.Field) ? answer.Value : answer.Value.With(FormOutcomes.Field, outcome);
        }
        if (properties.NeedsSignature && !actor.IsSystem)
            await signatures.Sign(@case, task, actor, outcome, command.Signature!, ct);

        Mark(task, actor, outcome, seen.With(values), surroundings.Now);
        journal.Add(@case, "task.completed", $"{actor.Name} 完成“{task.Name}”：{outcomes.LabelOf(outcome)}", task.ElementId, Data(task, outcome, values, comment));
        foreach (var touched in await exclusions.Spread(task, ct))
            await desk.Recheck(@case, touched, ct);
        if (await workflows.CompleteTask(task, result, ct) is { } refused)
            return Problem.Conflict(refused.Code, refused.Message);

        return new CompletedTask(task.CaseNumber, OpenTask.Of(db.Tasks.Local.Where(row => row.CaseNumber == task.CaseNumber)));
    }

    /// <summary>All that completing needs to know: remembered, or asked at once.</summary>
    private async Task<TaskRow?> Load(Guid taskId, Actor actor, CancellationToken ct)
    {
        if (!memory.Recall(db, taskId))
            await Ask(taskId, ct);
        foreach (var task in db.Tasks.Local.Where(task => task.State == TaskState.Open))
            db.TaskExclusions.KnowAbsent(task.Id, actor.UserId);
        return await db.Tasks.FindAsync([taskId], ct);
    }

    private async Task Ask(Guid taskId, CancellationToken ct)
    {
        const string Number = "(select \"CaseNumber\" from \"TaskRow\" where \"Id\" = $1)";
        var open = $"\"CaseNumber\" = {Number} and \"State\" = 'Open' order by \"Id\" limit {OpenTask.MostTold}";
        await db.Session.Ask(
        [
            db.Tasks.ByKey(taskId),
            db.Tasks.Where(open, taskId),
            db.TaskExclusions.Where($"\"TaskId\" = $1 or \"TaskId\" in (select \"Id\" from \"TaskRow\" where {open})", taskId),
            db.Cases.Where($"\"CaseNumber\" = {Number}", taskId),
            db.Instances.Where("\"Id\" = (select \"InstanceId\" from \"TaskRow\" where \"Id\" = $1)", taskId),
        ], ct);
        if (db.Cases.Local.FirstOrDefault() is { } @case && db.Tasks.Local.Count(each => each.State == TaskState.Open) < OpenTask.MostTold)
            CaseMemory.KnowOpen(db, @case.CaseNumber);
    }

    /// <summary>What was chosen, if it may be; the only one there is needs no choosing; a task without outcomes is simply done.</summary>
    private static string? OutcomeOf(Variables input, ImmutableArray<string> allowed) => input[FormOutcomes.Field] switch
    {
        string { Length: > 0 } chosen => (allowed.IsEmpty ? chosen.Length <= 100 : allowed.Contains(chosen)) ? chosen : null,
        null or "" => allowed.Length switch { 0 => "done", 1 => allowed[0], _ => null },
        _ => null,
    };

    private static void Mark(TaskRow task, Actor actor, string outcome, Variables seen, DateTimeOffset at)
    {
        task.State = TaskState.Done;
        task.DoneAt = at;
        task.DoneById = actor.IsSystem ? null : actor.UserId;
        task.DoneByName = actor.Name;
        task.Outcome = outcome;
        task.Variables = VariablesText.Write(seen);
        if (task.AssigneeId is null && !actor.IsSystem)
            (task.AssigneeId, task.AssigneeName) = (actor.UserId, actor.Name);
    }

    private static string Data(TaskRow task, string outcome, Variables values, string? comment) =>
        VariablesText.Write(Variables.Of(("id", task.Id.ToString()), ("outcome", outcome), ("values", values), ("comment", comment)));
}
