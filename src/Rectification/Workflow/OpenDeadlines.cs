using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>
/// Due times of open tasks and waits of processes, computed again as if the rules had been others when they began. What was set by hand
/// or is a fixed date stays: only a deadline that its own expression gave under the old rules is moved. Scoped.
/// </summary>
public sealed class OpenDeadlines(RectificationDb db, Definitions definitions, StreetClock clock, Journal journal, TaskDesk desk) : IFollowsRules
{
    /// <summary>The inner wait of <c>deadline-watch</c>: planned by a job, so it is planned again instead of computed.</summary>
    private const string ReminderWait = "reminder-due";

    public async Task<ImmutableArray<MovedDeadline>> Compare(RuleChange change, CancellationToken ct)
    {
        var moves = new List<MovedDeadline>();
        var earlier = await Earlier(change, ct);
        var states = new Dictionary<Guid, Variables>();
        await CompareTasks();
        await CompareTimers();
        return [.. moves.OrderBy(move => move.From).ThenBy(move => move.CaseNumber, StringComparer.Ordinal)];

        async Task CompareTasks()
        {
            var from = FirstInstant(change);
            var open = await db.Tasks.AsNoTracking().Where(row => row.StreetId == change.StreetId && row.State == TaskState.Open && row.DueAt != null && row.DueAt >= from).ToListAsync(ct);
            foreach (var task in open)
            {
                if ((await definitions.Load(task.ProcessKey, task.DefinitionVersion, ct)).Elements.GetValueOrDefault(task.ElementId) is not UserTask { DueDate: { } dueDate }
                    || !Reads(dueDate, change))
                    continue;
                var visible = VariablesText.Read(task.Variables).With(await State(task.InstanceId));
                if (Moved(at => Due(dueDate, visible, at), task.CreatedAt, task.DueAt!.Value) is { } to)
                    moves.Add(new(task.CaseNumber, task.Title, task.Name, task.AssigneeName ?? task.OwnerName, task.DueAt.Value, to, task.Id, null));
            }
        }

        async Task CompareTimers()
        {
            var from = FirstInstant(change);
            var timers = await db.Timers.AsNoTracking().Where(row => row.StreetId == change.StreetId && row.Kind == TimerKind.Token && row.DueAt >= from && row.ElementId != ReminderWait).ToListAsync(ct);
            foreach (var timer in timers)
            {
                if (await db.Instances.AsNoTracking().FirstOrDefaultAsync(row => row.Id == timer.InstanceId, ct) is not { } instance)
                    continue;
                var definition = await definitions.Load(instance.DefinitionKey, instance.DefinitionVersion, ct);
                if (definition.Elements.GetValueOrDefault(timer.ElementId) is not { } element || TriggerOf(element) is not { } trigger || !Reads(trigger.When, change)
                    || await ArmedAt(timer, element) is not { } armedAt)
                    continue;
                var visible = await State(timer.InstanceId);
                if (Moved(at => trigger.Plan(visible, at, out _)?.DueAt, armedAt, timer.DueAt) is { } to)
                    moves.Add(new(timer.CaseNumber, await Title(timer.CaseNumber), element.Label, null, timer.DueAt, to, null, timer.Id));
            }
        }

        // Computed by these rules, or by those that held some time before; anything else was set by hand and stays.
        DateTimeOffset? Moved(Func<Surroundings, DateTimeOffset?> compute, DateTimeOffset begun, DateTimeOffset stands)
        {
            var (before, after) = (compute(Around(begun, change.Before)), compute(Around(begun, change.After)));
            if (after is null || after == stands)
                return null;
            return before == stands || earlier.Exists(settings => compute(Around(begun, change.Before with { Settings = settings })) == stands) ? after : null;
        }

        async Task<Variables> State(Guid instanceId)
        {
            if (!states.TryGetValue(instanceId, out var variables))
                states[instanceId] = variables = await db.Instances.AsNoTracking().Where(row => row.Id == instanceId).Select(row => row.State).FirstOrDefaultAsync(ct) is { } state
                    ? StateJson.Read(state).Variables : Variables.Empty;
            return variables;
        }

        // A boundary event begins with its task; other waits when their element was entered, as the journal knows.
        async Task<DateTimeOffset?> ArmedAt(TimerRow timer, Element element)
        {
            if (element is BoundaryEvent boundary && await db.Tasks.AsNoTracking().Where(row => row.InstanceId == timer.InstanceId && row.ElementId == boundary.HostId && row.State == TaskState.Open)
                .OrderByDescending(row => row.CreatedAt).Select(row => (DateTimeOffset?)row.CreatedAt).FirstOrDefaultAsync(ct) is { } opened)
                return opened;
            var mark = $"\"{timer.ElementId}\"";
            return await db.Journal.AsNoTracking().Where(row => row.CaseNumber == timer.CaseNumber && row.InstanceId == timer.InstanceId && row.What == MoveJournal.What && row.Data.Contains(mark))
                .OrderByDescending(row => row.Number).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(ct);
        }

        async Task<string> Title(string caseNumber) =>
            await db.Cases.AsNoTracking().Where(row => row.CaseNumber == caseNumber).Select(row => row.Title).FirstOrDefaultAsync(ct) ?? "";
    }

    public async Task Move(RuleChange change, ImmutableArray<MovedDeadline> moves, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var move in moves)
        {
            if (await db.Cases.FindAsync([move.CaseNumber], ct) is not { } @case)
                continue;
            var text = $"“{move.What}”的期限由 {Instant(move.From, change.After.Calendar)} 改为 {Instant(move.To, change.After.Calendar)}：{change.Cause}";
            if (move.TaskId is { } taskId && await db.Tasks.FindAsync([taskId], ct) is { State: TaskState.Open } task)
            {
                task.DueAt = move.To;
                foreach (var timer in await db.Timers.Where(row => row.TaskId == taskId).ToListAsync(ct))
                    // One that is late and stays late has told those above already.
                    if (timer.Stage == 0 || move.To > now)
                        (timer.DueAt, timer.Stage) = (move.To, 0);
                journal.Add(@case, "deadline.recomputed", text, task.ElementId, new { taskId, move.From, move.To });
                desk.Tell(@case, task, text, $"recomputed:{move.To.UtcTicks}");
            }
            else if (move.TimerId is { } timerId && await db.Timers.FindAsync([timerId], ct) is { } wait)
            {
                wait.DueAt = move.To;
                journal.Add(@case, "deadline.recomputed", text, wait.ElementId, new { timerId, move.From, move.To });
            }
        }
    }

    /// <summary>The street's settings as they were before each change, the newest first: what runs may have begun under any of them.</summary>
    private async Task<List<SettingValues>> Earlier(RuleChange change, CancellationToken ct)
    {
        var values = change.Before.Settings;
        var earlier = new List<SettingValues>();
        foreach (var row in await db.SettingChanges.AsNoTracking().Where(row => row.StreetId == change.StreetId).OrderByDescending(row => row.Version).ToListAsync(ct))
            if (SettingCatalogue.Find(row.Key) is { } setting)
                earlier.Add(values = new(row.Version - 1, values.Values.SetItem(row.Key, setting.ReadStored(row.OldValue))));
        return earlier;
    }

    private static bool Reads(Expression expression, RuleChange change) => change.Key is { } key
        ? expression.Text.Contains($"\"{key}\"", StringComparison.Ordinal)
        : expression.Text.Contains("workday", StringComparison.Ordinal);

    private static DateTimeOffset FirstInstant(RuleChange change) =>
        change.FirstDay is { } day ? change.After.Calendar.EndOfDay(day.AddDays(-1)) : DateTimeOffset.MinValue;

    private static Surroundings Around(DateTimeOffset at, Rules rules) => new(at, rules.Calendar, rules.Settings, NoDecisions.Instance);

    private static DateTimeOffset? Due(Expression dueDate, Variables visible, Surroundings around) => dueDate.Evaluate(visible, around) switch
    {
        DateTimeOffset instant => instant,
        DateOnly day when day < DateOnly.MaxValue => around.Calendar.EndOfDay(day),
        _ => null,
    };

    private static TimerTrigger? TriggerOf(Element element) => element switch
    {
        BoundaryEvent { Trigger: TimerTrigger timer } => timer,
        CatchEvent { Trigger: TimerTrigger timer } => timer,
        _ => null,
    };

    private static string Instant(DateTimeOffset at, WorkCalendar calendar)
    {
        var (local, day) = (at.ToOffset(calendar.Offset), calendar.DeadlineDay(at));
        return local.TimeOfDay == TimeSpan.Zero ? $"{day.Year}年{day.Month}月{day.Day}日 24:00" : $"{local:yyyy年M月d日 HH:mm}";
    }
}
