using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Elements;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Due times of open tasks and waits of processes, computed again as if the rules had been others when they began. Scoped.</summary>
public sealed class OpenDeadlines(RectificationDb db, Definitions definitions, StreetClock clock, DeadlineMoves moves) : IFollowsRules
{
    public async Task<int> Count(RuleChange change, CancellationToken ct)
    {
        var rules = await DeadlineRules.Of(db, definitions, change, ct);
        string[] tasks = [.. rules.Tasks];
        return await Tasks(rules).CountAsync(row => tasks.Contains(row.ElementId), ct) + await Waits(rules).CountAsync(ct);
    }

    public async Task<RuleBatch> Compare(RuleChange change, string? after, int most, CancellationToken ct)
    {
        var rules = await DeadlineRules.Of(db, definitions, change, ct);
        var from = Cursor.Read(after);
        var (found, seen) = (ImmutableArray.CreateBuilder<MovedDeadline>(), 0);
        foreach (var element in rules.Tasks.Where(element => string.CompareOrdinal(element, from.Element) >= 0))
        {
            // An index holds the open tasks of an element in this order, which moving them does not disturb.
            var begin = element == from.Element ? from : Cursor.Begin;
            var page = await TasksOf(Tasks(rules).Where(row => row.ElementId == element && row.CreatedAt >= begin.At && (row.CreatedAt > begin.At || row.Id > begin.Id))
                .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(most - seen), ct);
            found.AddRange(await Compare(rules, page, ct));
            seen += page.Count;
            if (seen == most)
                return new(found.ToImmutable(), seen, new Cursor(element, page[^1].CreatedAt, page[^1].Id).Write());
        }
        var (process, last) = from.Element == Cursor.Waits ? (from.InstanceId, from.Id) : (Guid.Empty, Guid.Empty);
        var waits = await WaitsOf(Waits(rules).Where(row => row.InstanceId >= process && (row.InstanceId > process || row.Id > last))
            .OrderBy(row => row.InstanceId).ThenBy(row => row.Id).Take(most - seen), ct);
        found.AddRange(await Compare(rules, waits, ct));
        seen += waits.Count;
        return new(found.ToImmutable(), seen, seen == most ? new Cursor(Cursor.Waits, DateTimeOffset.MinValue, waits[^1].Id, waits[^1].InstanceId).Write() : null);
    }

    public Task<int> Move(RuleChange change, ImmutableArray<MovedDeadline> found, CancellationToken ct) => moves.Make(change, found, ct);

    public void KeepGoing(Guid streetId) => db.Timers.Add(new TimerRow
    {
        Kind = TimerKind.Recompute, InstanceId = Guid.Empty, ElementId = "recompute-deadlines", CaseNumber = "", StreetId = streetId, DueAt = clock.GetUtcNow(),
    });

    /// <summary>A deadline that is about to act before its turn came.</summary>
    internal async Task<ImmutableArray<MovedDeadline>> Compare(RuleChange change, TimerRow timer, CancellationToken ct)
    {
        var rules = await DeadlineRules.Of(db, definitions, change, ct);
        return timer.TaskId is { } task
            ? [.. await Compare(rules, await TasksOf(Tasks(rules).Where(row => row.Id == task), ct), ct)]
            : [.. await Compare(rules, await WaitsOf(Waits(rules).Where(row => row.InstanceId == timer.InstanceId && row.Id == timer.Id), ct), ct)];
    }

    private IQueryable<TaskRow> Tasks(DeadlineRules rules)
    {
        var (street, from) = (rules.Change.StreetId, rules.From);
        return db.Tasks.AsNoTracking().Where(row => row.StreetId == street && row.State == TaskState.Open && row.DueAt != null && row.DueAt >= from);
    }

    private IQueryable<TimerRow> Waits(DeadlineRules rules)
    {
        var (street, from) = (rules.Change.StreetId, rules.From);
        string[] elements = [.. rules.Waits];
        return db.Timers.AsNoTracking().Where(row => row.StreetId == street && row.Kind == TimerKind.Token && row.DueAt >= from && elements.Contains(row.ElementId));
    }

    private static Task<List<OpenTask>> TasksOf(IQueryable<TaskRow> tasks, CancellationToken ct) => tasks.Select(row => new OpenTask(
        row.Id, row.InstanceId, row.ProcessKey, row.DefinitionVersion, row.ElementId, row.CaseNumber, row.Title, row.Name, row.AssigneeName ?? row.OwnerName,
        row.CreatedAt, row.DueAt!.Value, row.Variables)).ToListAsync(ct);

    private async Task<List<OpenWait>> WaitsOf(IQueryable<TimerRow> waits, CancellationToken ct)
    {
        var (instances, cases) = (db.Instances, db.Cases);
        return await (
            from timer in waits
            join instance in instances on timer.InstanceId equals instance.Id
            join @case in cases on timer.CaseNumber equals @case.CaseNumber
            orderby timer.InstanceId, timer.Id
            select new OpenWait(timer.Id, timer.InstanceId, instance.DefinitionKey, instance.DefinitionVersion, timer.ElementId, timer.CaseNumber, @case.Title, timer.DueAt)).ToListAsync(ct);
    }

    private async Task<List<MovedDeadline>> Compare(DeadlineRules rules, List<OpenTask> tasks, CancellationToken ct)
    {
        var drawn = new List<(OpenTask Task, Expression DueDate)>();
        foreach (var task in tasks)
            if (DeadlineRules.DueDateOf((await definitions.Load(task.ProcessKey, task.Version, ct)).Elements.GetValueOrDefault(task.ElementId)) is { } dueDate && rules.Reads(dueDate))
                drawn.Add((task, dueDate));
        var states = await States(drawn.Where(each => NeedsVariables(each.DueDate)).Select(each => each.Task.InstanceId), ct);
        return [.. from each in drawn
                   let task = each.Task
                   let visible = NeedsVariables(each.DueDate) ? VariablesText.Read(task.Variables).With(states.GetValueOrDefault(task.InstanceId, Variables.Empty)) : Variables.Empty
                   let to = rules.Moved(each.DueDate, visible, task.CreatedAt, task.DueAt)
                   where to is not null
                   select new MovedDeadline(task.CaseNumber, task.Title, task.Name, task.Who, task.DueAt, to.Value, task.Id, null)];
    }

    private async Task<List<MovedDeadline>> Compare(DeadlineRules rules, List<OpenWait> waits, CancellationToken ct)
    {
        if (waits.Count == 0)
            return [];
        Guid[] instances = [.. waits.Select(wait => wait.InstanceId).Distinct()];
        string[] cases = [.. waits.Select(wait => wait.CaseNumber).Distinct()];
        var hosts = (await db.Tasks.AsNoTracking().Where(row => cases.Contains(row.CaseNumber) && instances.Contains(row.InstanceId) && row.State == TaskState.Open)
            .Select(row => new { row.InstanceId, row.ElementId, row.CreatedAt }).ToListAsync(ct)).ToLookup(row => (row.InstanceId, row.ElementId), row => row.CreatedAt);
        var states = await States(instances, ct);
        var found = new List<MovedDeadline>();
        foreach (var wait in waits)
        {
            var element = (await definitions.Load(wait.ProcessKey, wait.Version, ct)).Elements.GetValueOrDefault(wait.ElementId);
            if (DeadlineRules.TriggerOf(element) is not { } trigger || !rules.Reads(trigger.When))
                continue;
            // A boundary event begins with its task; other waits when their element was entered, as the journal knows.
            var hosting = element is BoundaryEvent boundary ? hosts[(wait.InstanceId, boundary.HostId)].Order().Select(at => (DateTimeOffset?)at).LastOrDefault() : null;
            if ((hosting ?? await Entered(wait, ct)) is { } begun && rules.Moved(trigger, states.GetValueOrDefault(wait.InstanceId, Variables.Empty), begun, wait.DueAt) is { } to)
                found.Add(new(wait.CaseNumber, wait.Title, element!.Label, null, wait.DueAt, to, null, wait.Id));
        }
        return found;
    }

    private async Task<DateTimeOffset?> Entered(OpenWait wait, CancellationToken ct)
    {
        var mark = $"\"{wait.ElementId}\"";
        return await db.Journal.AsNoTracking().Where(row => row.CaseNumber == wait.CaseNumber && row.InstanceId == wait.InstanceId && row.What == MoveJournal.What && row.Data.Contains(mark))
            .OrderByDescending(row => row.Number).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync(ct);
    }

    private async Task<Dictionary<Guid, Variables>> States(IEnumerable<Guid> instances, CancellationToken ct)
    {
        Guid[] ids = [.. instances.Distinct()];
        return ids.Length == 0 ? []
            : (await db.Instances.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.State }).ToListAsync(ct)).ToDictionary(row => row.Id, row => StateJson.Read(row.State).Variables);
    }

    private static bool NeedsVariables(Expression expression) => expression.Feel is { Variables.IsEmpty: false };

    private sealed record OpenTask(
        Guid Id, Guid InstanceId, string ProcessKey, int Version, string ElementId, string CaseNumber, string Title, string Name, string? Who, DateTimeOffset CreatedAt, DateTimeOffset DueAt, string Variables);

    private sealed record OpenWait(Guid Id, Guid InstanceId, string ProcessKey, int Version, string ElementId, string CaseNumber, string Title, DateTimeOffset DueAt);

    /// <summary>Tasks element by element as they opened, then the waits.</summary>
    private sealed record Cursor(string Element, DateTimeOffset At, Guid Id, Guid InstanceId = default)
    {
        /// <summary>After every element's name.</summary>
        public const string Waits = "~";

        public static readonly Cursor Begin = new("", DateTimeOffset.MinValue, Guid.Empty);

        public static Cursor Read(string? text) => text?.Split(' ') switch
        {
            [var element, var ticks, var id, var instance] =>
                new(element, new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.Parse(id), Guid.Parse(instance)),
            // As an earlier version left it: waits begin again, what has moved already stays.
            [Waits, ..] => new(Waits, DateTimeOffset.MinValue, Guid.Empty),
            [var element, var ticks, var id] => new(element, new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.Parse(id)),
            _ => Begin,
        };

        public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Element} {At.UtcTicks} {Id:N} {InstanceId:N}");
    }
}
