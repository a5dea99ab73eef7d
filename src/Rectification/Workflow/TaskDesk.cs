using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Opens and closes tasks: finds who does them, who may not, who answers for them, and watches their due time. Scoped.</summary>
public sealed class TaskDesk(RectificationDb db, Definitions definitions, Staffing staffing, Exclusions exclusions, Journal journal, Notifier notifier)
{
    private static readonly DrawnGroup Director = new(Role.SafetyOfficeDirector, ScopeKind.Street);

    public async Task Open(LiveInstance instance, Effect.OpenTask open, Surroundings around, CancellationToken ct)
    {
        var @case = instance.Case;
        var properties = new TaskProperties(Variables.From(open.Properties));
        var task = new TaskRow
        {
            InstanceId = instance.Row.Id,
            Key = open.Key,
            ProcessKey = instance.Row.DefinitionKey,
            DefinitionVersion = instance.Row.DefinitionVersion,
            ElementId = open.ElementId,
            Name = open.Name.Length > 0 ? open.Name : open.ElementId,
            CaseNumber = @case.CaseNumber,
            Title = @case.Title,
            PremisesName = @case.PremisesName,
            Level = @case.Level,
            StreetId = @case.StreetId,
            CommunityId = @case.CommunityId,
            GridId = @case.GridId,
            PremisesId = @case.PremisesId,
            DueAt = open.DueAt,
            CreatedAt = around.Now,
            FormId = open.FormId,
            FormVersion = await definitions.FormFor(open, instance.Row, ct),
            Properties = VariablesText.Write(properties.Values),
            Variables = VariablesText.Write(open.Variables),
        };
        db.Tasks.Add(task);

        var excluded = await exclusions.For(task, properties, ct);
        foreach (var (person, reason) in excluded)
            db.TaskExclusions.Add(new TaskExclusion { TaskId = task.Id, UserId = person, Reason = reason });
        var assignee = open.Assignee is null ? null : await staffing.Named(open.Assignee, ct);
        if (assignee is not null && !excluded.ContainsKey(assignee.Id))
        {
            (task.AssigneeId, task.AssigneeName, task.OwnerId, task.OwnerName) = (assignee.Id, assignee.Name, assignee.Id, assignee.Name);
            if (Group(open.CandidateGroups.FirstOrDefault()) is { } group)
                task.CandidateKey = group.At(@case.Place).ToString();
        }
        journal.Add(@case, "task.opened", $"待办“{task.Name}”{DueText(task, around)}", task.ElementId, new { task.Id, task.Key, task.DueAt }, instance.Row);
        if (task.AssigneeId is null)
            await Seat(@case, task, properties, [.. open.CandidateGroups.Select(Group).OfType<DrawnGroup>()], open.Variables["gridOwner"] as string, excluded.Keys, ct);
        if (task.DueAt is { } dueAt)
            db.Timers.Add(DueTimer(task.InstanceId, task, dueAt));
        if (!properties.IsQuiet)
            await Tell(@case, task, $"新待办“{task.Name}”：{@case.Title}{DueText(task, around)}", "opened", ct);
    }

    /// <summary>Completed tasks were marked by their command; what is still open here is withdrawn.</summary>
    public async Task Close(LiveInstance instance, long key, bool isCompleted, CancellationToken ct)
    {
        if (await Known(instance, key, ct) is not { } task)
            return;
        if (task.State == TaskState.Open)
        {
            task.State = isCompleted ? TaskState.Done : TaskState.Withdrawn;
            task.DoneAt = journal.Now;
            journal.Add(instance.Case, "task.withdrawn", $"撤回待办“{task.Name}”", task.ElementId, new { task.Id, task.Key }, instance.Row);
        }
        if (task.DueAt is not null)
            Unwatch(task);
    }

    /// <summary>The process goes on by another version: the task has its name, form and performers, and stays with whoever holds it while that person may act on it.</summary>
    public async Task Relabel(LiveInstance instance, Effect.RelabelTask relabel, CancellationToken ct)
    {
        var open = relabel.Task;
        if (await Known(instance, open.Key, ct) is not { State: TaskState.Open } task)
            return;
        if (task.FormId != open.FormId)
            (task.FormId, task.FormVersion) = (open.FormId, open.FormId is null ? 0 : await definitions.LatestForm(open.FormId, ct));
        (task.ElementId, task.Name, task.DefinitionVersion) = (open.ElementId, open.Name.Length > 0 ? open.Name : open.ElementId, instance.Row.DefinitionVersion);
        var properties = new TaskProperties(Variables.From(open.Properties));
        task.Properties = VariablesText.Write(properties.Values);
        if (!relabel.KeepsDue)
            MoveDue(instance, task, open.DueAt);
        // Performers drawn otherwise: who holds it without belonging to them gives it back.
        if (open.Assignee is null && Group(open.CandidateGroups.FirstOrDefault()) is { } group && group.At(instance.Case.Place).ToString() is var key && key != task.CandidateKey)
        {
            (task.AssigneeId, task.AssigneeName) = (null, null);
            var excluded = await exclusions.For(task, properties, ct);
            await Seat(instance.Case, task, properties, [group], open.Variables["gridOwner"] as string, excluded.Keys, ct);
            await Tell(instance.Case, task, $"新待办“{task.Name}”：{instance.Case.Title}", $"migrated-{instance.Row.DefinitionVersion}", ct);
        }
    }

    private void MoveDue(LiveInstance instance, TaskRow task, DateTimeOffset? dueAt)
    {
        task.DueAt = dueAt;
        Unwatch(task);
        if (dueAt is { } due)
            db.Timers.Add(DueTimer(instance.Row.Id, task, due));
    }

    private static TimerRow DueTimer(Guid instanceId, TaskRow task, DateTimeOffset dueAt) => new()
    {
        Kind = TimerKind.TaskDue,
        InstanceId = instanceId,
        TaskId = task.Id,
        ElementId = task.ElementId,
        CaseNumber = task.CaseNumber,
        StreetId = task.StreetId,
        DueAt = dueAt,
    };

    private void Unwatch(TaskRow task) => db.Timers.RemoveWhere("\"InstanceId\" = $1 and \"TaskId\" = $2", [task.InstanceId, task.Id], row => row.TaskId == task.Id);

    private async ValueTask<TaskRow?> Known(LiveInstance instance, long key, CancellationToken ct)
    {
        if (Here() is { } known)
            return known;
        await db.Tasks.Load("\"CaseNumber\" = $1 and \"InstanceId\" = $2 and \"Key\" = $3", [instance.Row.CaseNumber, instance.Row.Id, key], ct);
        return Here();

        TaskRow? Here() => db.Tasks.Local.FirstOrDefault(row => row.InstanceId == instance.Row.Id && row.Key == key);
    }

    /// <summary>After somebody became excluded: when nobody is left, the work is handed on or a substitute asked for, as at opening.</summary>
    public async Task Recheck(CaseRow @case, TaskRow task, CancellationToken ct)
    {
        if (task.AssigneeId is { } assignee && await db.TaskExclusions.FindAsync([task.Id, assignee], ct) is null)
            return;
        if (CandidateKey.Of(task.CandidateKey) is not { } key)
            return;
        (task.AssigneeId, task.AssigneeName) = (null, null);
        await db.TaskExclusions.Load("\"TaskId\" = $1", [task.Id], ct);
        var excluded = db.TaskExclusions.Local.Where(row => row.TaskId == task.Id).Select(row => row.UserId).ToList();
        await Seat(@case, task, TaskProperties.Read(task.Properties), [new DrawnGroup(key.Role, KindOf(key.Node, task.Place) ?? key.Role.Scope)], null, excluded, ct);
    }

    private async Task Seat(
        CaseRow @case, TaskRow task, TaskProperties properties, ImmutableArray<DrawnGroup> groups, string? gridOwner,
        IReadOnlyCollection<Guid> excluded, CancellationToken ct)
    {
        var drawn = groups.IsEmpty ? Director : groups[0];
        var isPersonal = properties.NeedsSignature || properties.NeedsSeal || drawn.Role == Role.LinkedLeader;
        var seat = await staffing.Find(drawn, Group(properties.Otherwise), isPersonal, task.Place, excluded, ct);
        task.CandidateKey = seat.Key.ToString();
        var owner = seat.Eligible.FirstOrDefault(person => person.UserName == gridOwner && seat.Key.Role == Role.GridWorker) ?? seat.Eligible.FirstOrDefault();
        (task.OwnerId, task.OwnerName) = (owner?.Id, owner?.Name);
        switch (seat.Kind)
        {
            case SeatKind.Otherwise:
                journal.Add(@case, "task.handed-on", $"“{task.Name}”由{seat.Key.Role.ChineseName}办理：{drawn.Role.ChineseName}中无人可以办理", task.ElementId, new { task.Id, task.CandidateKey });
                break;
            case SeatKind.NextLevel:
                journal.Add(@case, "task.handed-on", $"“{task.Name}”转由{seat.Key.Role.ChineseName}办理：{drawn.Role.ChineseName}空缺", task.ElementId, new { task.Id, task.CandidateKey });
                await notifier.ToRole(seat.Key, task.StreetId, $"{drawn.Role.ChineseName}空缺，“{task.Name}”由您办理：{@case.Title}",
                    $"/tasks/{task.Id}", $"task:{task.Id:N}:handed-on:{seat.Key}", @case, ct);
                break;
            case SeatKind.Vacant:
                journal.Add(@case, "task.vacant", $"“{task.Name}”无人可以办理，已请街道领导指定代办人", task.ElementId, new { task.Id, task.CandidateKey });
                await notifier.ToRole(Role.StreetLeader, task.Place, $"“{task.Name}”（{@case.CaseNumber}）无人可以办理，请指定代办人", $"/tasks/{task.Id}",
                    $"task:{task.Id:N}:vacant:{excluded.Count}", @case, ct);
                break;
        }
    }

    /// <summary>Tells the assignee, or else everyone who may take it.</summary>
    public Task Tell(CaseRow @case, TaskRow task, string text, string occasion, CancellationToken ct) =>
        Tell(task, text, $"/tasks/{task.Id}", $"task:{task.Id:N}:{occasion}", @case, ct);

    /// <summary>Tells those who do it something about many of their tasks: once, under a mark that all of these tasks share.</summary>
    public Task TellOnce(TaskRow task, string text, string mark, CancellationToken ct) => Tell(task, text, "/", mark, null, ct);

    private Task Tell(TaskRow task, string text, string link, string key, CaseRow? @case, CancellationToken ct) =>
        task.AssigneeId is { } person ? notifier.ToUser(person, task.StreetId, text, link, key, @case, ct)
        : CandidateKey.Of(task.CandidateKey) is { } candidates ? notifier.ToRole(candidates, task.StreetId, text, link, key, @case, ct)
        : Task.CompletedTask;

    private static DrawnGroup? Group(string? text) => text is not null && DrawnGroup.TryParse(text, out var group) ? group : null;

    private static ScopeKind? KindOf(Guid node, Placement place) =>
        node == place.PremisesId ? ScopeKind.Premises : node == place.GridId ? ScopeKind.Grid
        : node == place.CommunityId ? ScopeKind.Community : node == place.StreetId ? ScopeKind.Street : null;

    private static string DueText(TaskRow task, Surroundings around) => task.DueAt is { } due
        ? $"，{due.AddTicks(-1).ToOffset(around.Calendar.Offset):M月d日HH:mm}前"
        : "";
}
