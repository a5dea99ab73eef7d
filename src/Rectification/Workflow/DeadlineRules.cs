using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Elements;
using Rectification.Engine.Triggers;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Tells of a deadline whether a change of the rules moves it. What was set by hand or is a fixed date stays: only what its own expression gave under the old rules is moved.</summary>
/// <param name="Earlier">The street's settings before each earlier change, the newest first: what runs may have begun under any of them.</param>
/// <param name="Tasks">Elements of tasks whose due date reads what changes, in the order in which they are looked at.</param>
/// <param name="Waits">Timer events that read it.</param>
internal sealed record DeadlineRules(RuleChange Change, ImmutableArray<SettingValues> Earlier, ImmutableArray<string> Tasks, ImmutableArray<string> Waits)
{
    /// <summary>The inner wait of <c>deadline-watch</c>: planned by a job, so it is planned again instead of computed.</summary>
    private const string ReminderWait = "reminder-due";

    /// <summary>Deadlines before this instant can't move.</summary>
    public DateTimeOffset From => Change.FirstDay is { } day ? Change.After.Calendar.EndOfDay(day.AddDays(-1)) : DateTimeOffset.MinValue;

    public static async Task<DeadlineRules> Of(RectificationDb db, Definitions definitions, RuleChange change, CancellationToken ct)
    {
        var (tasks, waits) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var version in await db.Definitions.AsNoTracking().Select(row => new { row.Key, row.Version }).ToListAsync(ct))
            foreach (var element in (await definitions.Load(version.Key, version.Version, ct)).Elements.Values)
                if (DueDateOf(element) is { } dueDate && Reads(dueDate, change))
                    tasks.Add(element.Id);
                else if (TriggerOf(element) is { } trigger && Reads(trigger.When, change) && element.Id != ReminderWait)
                    waits.Add(element.Id);
        return new(change, await EarlierThan(db, change, ct), [.. tasks], [.. waits]);
    }

    public static Expression? DueDateOf(Element? element) => (element as UserTask)?.DueDate;

    public static TimerTrigger? TriggerOf(Element? element) => element switch
    {
        BoundaryEvent { Trigger: TimerTrigger timer } => timer,
        CatchEvent { Trigger: TimerTrigger timer } => timer,
        _ => null,
    };

    public bool Reads(Expression expression) => Reads(expression, Change);

    /// <summary>When a task would be due now; null when it stays.</summary>
    public DateTimeOffset? Moved(Expression dueDate, Variables visible, DateTimeOffset begun, DateTimeOffset stands) => Moved(around => Due(dueDate, visible, around), begun, stands);

    /// <summary>When a wait would end now; null when it stays.</summary>
    public DateTimeOffset? Moved(TimerTrigger trigger, Variables visible, DateTimeOffset begun, DateTimeOffset stands) => Moved(around => trigger.Plan(visible, around, out _)?.DueAt, begun, stands);

    // Computed by these rules, or by those that held some time before; anything else was set by hand and stays.
    private DateTimeOffset? Moved(Func<Surroundings, DateTimeOffset?> compute, DateTimeOffset begun, DateTimeOffset stands)
    {
        if (compute(Around(begun, Change.After)) is not { } after || after == stands)
            return null;
        return compute(Around(begun, Change.Before)) == stands || Earlier.Any(settings => compute(Around(begun, Change.Before with { Settings = settings })) == stands) ? after : null;
    }

    private static async Task<ImmutableArray<SettingValues>> EarlierThan(RectificationDb db, RuleChange change, CancellationToken ct)
    {
        var values = change.Before.Settings;
        var earlier = ImmutableArray.CreateBuilder<SettingValues>();
        var changes = db.SettingChanges.AsNoTracking().Where(row => row.StreetId == change.StreetId && row.Version <= values.Version && (change.Key == null || row.Key == change.Key));
        foreach (var row in await changes.OrderByDescending(row => row.Version).ToListAsync(ct))
            if (SettingCatalogue.Find(row.Key) is { } setting)
                earlier.Add(values = new(row.Version - 1, values.Values.SetItem(row.Key, setting.ReadStored(row.OldValue))));
        return earlier.ToImmutable();
    }

    private static bool Reads(Expression expression, RuleChange change) => change.Key is { } key
        ? expression.Text.Contains($"\"{key}\"", StringComparison.Ordinal)
        : expression.Text.Contains("workday", StringComparison.Ordinal);

    private static Surroundings Around(DateTimeOffset at, Rules rules) => new(at, rules.Calendar, rules.Settings, NoDecisions.Instance);

    private static DateTimeOffset? Due(Expression dueDate, Variables visible, Surroundings around) => dueDate.Evaluate(visible, around) switch
    {
        DateTimeOffset instant => instant,
        DateOnly day when day < DateOnly.MaxValue => around.Calendar.EndOfDay(day),
        _ => null,
    };
}
