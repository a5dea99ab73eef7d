using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Reading;
using Rectification.Engine.Triggers;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>
/// Processes that begin by the clock: in every street one timer for each timer start event of the newest version.
/// A row that has fired for the last time stays, never due again, so that nothing arms it a second time. Scoped.
/// </summary>
public sealed class StartTimers(RectificationDb db, StreetSurroundings around, Definitions definitions, StreetClock clock) : IStreetOpened
{
    /// <summary>Never due.</summary>
    private static readonly DateTimeOffset Spent = DateTimeOffset.MaxValue;

    /// <summary>Why the timers of a drawing could not be armed, in whichever street.</summary>
    public async Task<ImmutableArray<BpmnProblem>> Problems(Definition definition, CancellationToken ct)
    {
        if (definition.TimerStarts.IsEmpty)
            return [];
        var problems = ImmutableArray.CreateBuilder<BpmnProblem>();
        foreach (var street in await Streets(ct))
            foreach (var start in definition.TimerStarts)
            {
                if (start.Timer.Plan(Variables.Empty, await around.For(street, ct), out var problem) is not { } plan)
                    problems.Add(new(start.ElementId, 0, problem!));
                else if (plan.Repeat is null && plan.DueAt < clock.GetUtcNow())
                    problems.Add(new(start.ElementId, 0, $"定时开始的时间 {plan.DueAt.ToOffset(Calendars.Offset):yyyy-MM-dd HH:mm} 已经过去，流程不会由它启动。请改为以后的时间。", IsWarning: true));
            }
        return [.. problems.DistinctBy(problem => (problem.ElementId, problem.Text))];
    }

    /// <summary>Arms a new version in every street; the timers of the version before go.</summary>
    public async Task Arm(Definition definition, int version, CancellationToken ct)
    {
        foreach (var timer in await db.Timers.Where(timer => timer.ProcessKey == definition.Id).ToListAsync(ct))
            db.Timers.Remove(timer);
        if (definition.TimerStarts.IsEmpty)
            return;
        foreach (var street in await Streets(ct))
            foreach (var start in definition.TimerStarts)
                await Arm(definition.Id, version, start, street, ct);
    }

    /// <summary>Arms what is missing: for a street that is new, and for drawings that were deployed before there were such timers.</summary>
    public async Task ArmMissing(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        var armed = (await db.Timers.Where(timer => timer.Kind == TimerKind.Start).Select(timer => new { timer.ProcessKey, timer.ElementId, timer.StreetId }).ToListAsync(ct)).ToHashSet();
        foreach (var process in await definitions.Newest(ct))
            foreach (var start in process.Definition.TimerStarts)
                foreach (var street in await Streets(ct))
                    if (!armed.Contains(new { ProcessKey = (string?)process.Definition.Id, start.ElementId, StreetId = street }))
                        await Arm(process.Definition.Id, process.Version, start, street, ct);
    }

    public Task Opened(Guid streetId, CancellationToken ct) => ArmMissing(ct);

    /// <summary>It fell due: armed again or spent, and what it begins is told.</summary>
    /// <returns>Null when a later version has taken its place.</returns>
    public async Task<StartDue?> Take(TimerRow timer, CancellationToken ct)
    {
        db.Timers.Remove(timer);
        if (await definitions.Latest(timer.ProcessKey!, ct) is not { } process || process.Version != timer.Key
            || process.Definition.TimerStarts.FirstOrDefault(start => start.ElementId == timer.ElementId) is not { } start)
            return null;
        var (next, skipped, stage) = (Spent, 0, timer.Stage + 1);
        // A row of its own instead of a new instant in this one: of two hosts that fire at once only one can delete it.
        if (start.Timer.Plan(Variables.Empty, await around.For(timer.StreetId, ct), out _) is { Repeat: { } repeat })
        {
            var left = repeat.Left < 0 ? int.MaxValue : repeat.Left + 1 - stage;
            for (var due = timer.DueAt; left > 0; left--)
            {
                due = repeat.Interval.After(due, Calendars.Offset);
                if (due > clock.GetUtcNow())
                {
                    next = due;
                    break;
                }
                // What was missed while no host ran is made up for once, not as often as it was missed.
                (skipped, stage) = (skipped + 1, stage + 1);
            }
        }
        db.Timers.Add(Row(timer.ProcessKey!, process.Version, timer.ElementId, timer.StreetId, next, stage));
        return new(process, skipped);
    }

    private async Task Arm(string processKey, int version, TimerStart start, Guid streetId, CancellationToken ct)
    {
        if (start.Timer.Plan(Variables.Empty, await around.For(streetId, ct), out var problem) is not { } plan)
            throw new InvalidOperationException($"{processKey}, {start.ElementId}: {problem}");
        var (due, stage) = Upcoming(plan);
        db.Timers.Add(Row(processKey, version, start.ElementId, streetId, due, stage));
    }

    // A repetition that began in the past goes on from now.
    private (DateTimeOffset DueAt, int Stage) Upcoming(TimerPlan plan)
    {
        var (due, stage, now) = (plan.DueAt, 0, clock.GetUtcNow());
        if (due >= now)
            return (due, stage);
        if (plan.Repeat is not { } repeat)
            return (Spent, stage);
        if (repeat.Interval.Months == 0)
        {
            var passed = (now - due).Ticks / repeat.Interval.Span.Ticks;
            (due, stage) = (due + passed * repeat.Interval.Span, (int)Math.Min(passed, int.MaxValue / 2));
        }
        for (; due < now; stage++)
            due = repeat.Interval.After(due, Calendars.Offset);
        return repeat.Left >= 0 && stage > repeat.Left ? (Spent, stage) : (due, stage);
    }

    private static TimerRow Row(string processKey, int version, string elementId, Guid streetId, DateTimeOffset dueAt, int stage) => new()
    {
        Kind = TimerKind.Start,
        InstanceId = Guid.Empty,
        Key = version,
        ProcessKey = processKey,
        ElementId = elementId,
        CaseNumber = "",
        StreetId = streetId,
        DueAt = dueAt,
        Stage = stage,
    };

    private Task<List<Guid>> Streets(CancellationToken ct) =>
        db.OrgUnits.Where(unit => unit.Kind == OrgUnitKind.Street && unit.IsActive).OrderBy(unit => unit.Id).Select(unit => unit.Id).ToListAsync(ct);
}

/// <param name="Skipped">How many occurrences passed while nothing ran.</param>
public sealed record StartDue(DeployedProcess Process, int Skipped);
