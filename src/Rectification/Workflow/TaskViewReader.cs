using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Puts together what the page of one task shows. Scoped.</summary>
public sealed class TaskViewReader(RectificationDb db, StreetClock clock, Definitions definitions, Candidates candidates, IServiceProvider services)
{
    public async Task<Result<TaskView>> Read(Guid id, Actor actor, CancellationToken ct)
    {
        if (await db.Tasks.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, ct) is not { } task || !TaskAccess.MaySee(task, actor))
            return TaskProblems.NotFound;
        var form = await definitions.Form(task.FormId, task.FormVersion, ct);
        var outline = FormOutcomes.Of(form?.Json);
        var properties = TaskProperties.Read(task.Properties);
        var seen = VariablesText.Read(task.Variables);
        var values = form is null ? seen : Variables.From(seen.Where(entry => outline.Fields.Contains(entry.Key)));
        if (task.State == TaskState.Open && services.GetKeyedService<ITaskPrefill>(new TaskHandlerKey(task.ProcessKey, task.ElementId)) is { } prefill
            && await db.Cases.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == task.CaseNumber, ct) is { } @case)
            values = values.With(await prefill.Prefill(task, @case, ct));
        if (task.State == TaskState.Open)
            values = values.Without(FormOutcomes.Field);
        var exclusion = await db.TaskExclusions.AsNoTracking().FirstOrDefaultAsync(row => row.TaskId == id && row.UserId == actor.UserId, ct);
        var assignee = task.AssigneeId is { } assigneeId ? await db.Users.Where(user => user.Id == assigneeId).Select(user => user.UserName).FirstOrDefaultAsync(ct) : null;
        var (isOpen, isFor) = (task.State == TaskState.Open, TaskAccess.IsFor(task, actor));
        var whyNot = WhyNot(task, actor, isFor, exclusion?.Reason);
        return new TaskView(
            task.Id, task.Name, task.ElementId, task.ProcessKey, task.DefinitionVersion, task.CaseNumber, task.Title, task.PremisesName, task.Level,
            task.FormId, task.FormVersion, form?.Json, values, seen,
            isOpen ? await candidates.Of(task, ct) : [], Allowed(outline, properties), properties.NeedsSignature, properties.NeedsSeal, properties.Clause,
            task.DueAt, isOpen && task.DueAt < clock.GetUtcNow(), task.CreatedAt, task.State,
            task.AssigneeId, assignee, task.AssigneeName,
            task.DoneAt, task.DoneByName, task.Outcome, task.Outcome is null ? null : outline.LabelOf(task.Outcome),
            whyNot is null, whyNot,
            CanClaim: whyNot is null && task.AssigneeId is null,
            CanUnclaim: whyNot is null && task.AssigneeId == actor.UserId && task.CandidateKey is not null);
    }

    private static string? WhyNot(TaskRow task, Actor actor, bool isFor, string? excluded) => task switch
    {
        { State: TaskState.Done } => $"已由{task.DoneByName}办理",
        { State: TaskState.Withdrawn } => "已撤回，无需再办",
        _ when !isFor => "这项待办不由您办理",
        _ when excluded is not null => excluded,
        { AssigneeId: { } holder } when holder != actor.UserId => $"已由{task.AssigneeName}领取",
        _ => null,
    };

    private static ImmutableArray<OutcomeOption> Allowed(FormOutcomes outline, TaskProperties properties)
    {
        var allowed = properties.Outcomes;
        if (allowed.IsEmpty)
            return outline.Options;
        return [.. allowed.Select(value => outline.Options.FirstOrDefault(option => option.Value == value) ?? new OutcomeOption(value, value, null))];
    }
}
