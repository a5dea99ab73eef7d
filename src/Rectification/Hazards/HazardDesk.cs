using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Files;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>What every step of a hazard needs: the record, the calendar, the limits, and the few changes that several steps make alike.</summary>
public sealed class HazardDesk(
    RectificationDb db, Workflows workflows, Notifier notifier, CaseFiles caseFiles, Calendars calendars, SettingsQueries settings, Sweeper sweeper)
{
    public const string Process = "hazard-rectification";

    public RectificationDb Db => db;

    public async Task<Hazard> Of(CaseRow @case, CancellationToken ct) =>
        await db.Hazards.FindAsync([@case.CaseNumber], ct)
        ?? throw new InvalidOperationException($"{@case.CaseNumber} has no hazard; only hazards run this process.");

    public Task<WorkCalendar> Calendar(Hazard hazard, CancellationToken ct) => calendars.For(hazard.StreetId, ct);

    /// <summary>A setting that is a number.</summary>
    public async Task<int> Limit(Hazard hazard, string key, CancellationToken ct) =>
        Convert.ToInt32((await settings.For(hazard.StreetId, ct))[key]
            ?? throw new InvalidOperationException($"Setting '{key}' is unknown."), CultureInfo.InvariantCulture);

    public async Task<string> TextSetting(Hazard hazard, string key, CancellationToken ct) =>
        (await settings.For(hazard.StreetId, ct))[key] as string ?? throw new InvalidOperationException($"Setting '{key}' is unknown.");

    /// <summary>A new binding deadline with what set it; reminders are planned anew.</summary>
    public async Task SetDeadline(Hazard hazard, CaseRow @case, DeadlineRuling ruling, CancellationToken ct)
    {
        var calendar = await Calendar(hazard, ct);
        var endsAt = calendar.EndOfDay(ruling.Day);
        hazard.SetDeadline(endsAt, ruling.At);
        db.HazardDeadlines.Add(new()
        {
            CaseNumber = hazard.CaseNumber,
            EndsAt = endsAt,
            SetAt = ruling.At,
            SetByName = ruling.By.Name,
            Cause = ruling.Cause,
            Clause = ruling.Clause,
            Rule = ruling.Rule,
            Reason = ruling.Reason,
        });
        await WatchDeadline(hazard, @case, ct);
    }

    /// <summary>Starts or re-arms the reminders of the present deadline.</summary>
    public Task WatchDeadline(Hazard hazard, CaseRow @case, CancellationToken ct) =>
        workflows.Publish("deadline-set", hazard.CaseNumber,
            Variables.Of((HazardVariables.CaseNumber, hazard.CaseNumber), (HazardVariables.DeadlineAt, hazard.DeadlineAt)), ct, @case);

    public async Task MeetDeadline(Hazard hazard, DateTimeOffset at, CancellationToken ct)
    {
        hazard.MeetDeadline(at);
        await workflows.Publish("deadline-met", hazard.CaseNumber, Variables.Empty, ct);
    }

    /// <summary>What was reported done was not: the deadline counts again and its reminders go on.</summary>
    public async Task ReopenDeadline(Hazard hazard, CaseRow @case, CancellationToken ct)
    {
        if (hazard.DeadlineMetAt is null || hazard.DeadlineAt is null)
            return;
        hazard.ReopenDeadline();
        await WatchDeadline(hazard, @case, ct);
    }

    /// <summary>The end of the hazard; the drawing ends its own tasks, the reminders end here.</summary>
    public async Task End(Hazard hazard, CaseRow @case, HazardState state, string? reason, DateTimeOffset at, CancellationToken ct)
    {
        if (hazard.State.IsFinal)
            return;
        hazard.End(state, reason, at);
        @case.ClosedAt = at;
        await workflows.Publish("deadline-met", hazard.CaseNumber, Variables.Empty, ct);
    }

    /// <summary>Changes the level here, on the case and on its open tasks.</summary>
    public async Task SetLevel(Hazard hazard, CaseRow @case, HazardLevel level, CancellationToken ct)
    {
        hazard.Level = level;
        @case.Level = level.Code;
        foreach (var task in await db.Tasks.Where(task => task.CaseNumber == hazard.CaseNumber && task.State == TaskState.Open).ToListAsync(ct))
            task.Level = level.Code;
    }

    /// <summary>Marks that safety can't be guaranteed: the street's verification is then due within hours (003-4.2.3).</summary>
    public async Task MarkSafetyNotGuaranteed(Hazard hazard, CaseRow @case, DateTimeOffset at, CancellationToken ct)
    {
        if (!hazard.MarkSafetyNotGuaranteed(at))
            return;
        var dueAt = at.AddHours(await Limit(hazard, "due.verify-street-unsafe", ct));
        var tasks = await db.Tasks.Where(task => task.CaseNumber == hazard.CaseNumber && task.ElementId == "verify-street"
            && task.State == TaskState.Open).ToListAsync(ct);
        foreach (var task in tasks.Where(task => task.DueAt is null || task.DueAt > dueAt))
        {
            task.DueAt = dueAt;
            foreach (var timer in await db.Timers.Where(timer => timer.InstanceId == task.InstanceId && timer.TaskId == task.Id).ToListAsync(ct))
                (timer.DueAt, timer.Stage) = (dueAt, 0);
        }
        // The order is owed within hours, not by midnight (I3).
        sweeper.LookAt(hazard.StreetId, at.AddHours(await Limit(hazard, "trigger.i3-hours", ct)));
        await notifier.ToRole(Role.SafetyOfficer, hazard.Place, $"{hazard.PremisesName}：无法保证安全，须 24 小时内现场核实并依法责令停止",
            $"/hazards/{hazard.CaseNumber}", $"unsafe:{hazard.CaseNumber}", @case, ct);
    }

    /// <summary>Gives the files to the case; a message for the field when one may not be used.</summary>
    public async Task<string?> Attach(Hazard hazard, ImmutableArray<Guid> ids, FilePurpose purpose, string elementId, Actor by, DateTimeOffset at, CancellationToken ct)
    {
        if (ids.IsDefaultOrEmpty)
            return null;
        if (await caseFiles.Check(ids, hazard.CaseNumber, by, ct) is { } fault)
            return fault;
        await caseFiles.Give(ids, hazard.CaseNumber, ct);
        foreach (var id in ids.Distinct())
            if (await db.HazardFiles.FindAsync([hazard.CaseNumber, id, purpose], ct) is null)
                db.HazardFiles.Add(new()
                {
                    CaseNumber = hazard.CaseNumber, FileId = id, Purpose = purpose, ElementId = elementId, AddedAt = at, AddedByName = by.Name,
                });
        return null;
    }

    public Task<bool> IsOpen(string caseNumber, string elementId, CancellationToken ct) =>
        db.Tasks.AnyAsync(task => task.CaseNumber == caseNumber && task.ElementId == elementId && task.State == TaskState.Open, ct);

    /// <summary>The person who holds a role at the hazard's place; the longest holder when there are several.</summary>
    public Task<User?> Holder(Role role, Placement place, CancellationToken ct) => place.Node(role.Scope) is not { } node
        ? Task.FromResult<User?>(null)
        : (from grant in db.RoleGrants
           join user in db.Users on grant.UserId equals user.Id
           where grant.Role == role && grant.ScopeId == node && user.IsActive
           orderby grant.Id
           select user).FirstOrDefaultAsync(ct);
}

/// <param name="Rule">The limit or arithmetic behind the day.</param>
public sealed record DeadlineRuling(DateOnly Day, DateTimeOffset At, Actor By, string Cause, string Clause, string Rule, string? Reason = null);
