using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Oversight;

/// <summary>安排的检查: what was to be looked at by a day, and was not (003-4.4.2). A visit in time does a duty whether or not it was ticked off.</summary>
public sealed class PlannedInspections(RectificationDb db, StreetClock clock)
{
    /// <summary>By community, of those that fall due in a month.</summary>
    /// <param name="communityId">Only this one; null for the whole street.</param>
    public async Task<ImmutableDictionary<Guid, PlannedCount>> ByCommunity(Guid streetId, Guid? communityId, Month month, CancellationToken ct)
    {
        var duties = Of(month).Where(duty => duty.StreetId == streetId && (communityId == null || duty.CommunityId == communityId));
        var all = await duties.GroupBy(duty => duty.CommunityId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        if (all.Count == 0)
            return ImmutableDictionary<Guid, PlannedCount>.Empty;
        var done = await Narrowed(duties, PlannedState.Done).GroupBy(duty => duty.CommunityId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        var missed = await Narrowed(duties, PlannedState.Missed).GroupBy(duty => duty.CommunityId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        return all.ToImmutableDictionary(row => row.Key, row => new PlannedCount(row.Count, done.GetValueOrDefault(row.Key), missed.GetValueOrDefault(row.Key)));
    }

    /// <summary>The duties behind those figures within the actor's scope, by day.</summary>
    public async Task<Page<PlannedLine>> List(PlannedFilter filter, Actor actor, string? after, int take, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        var duties = Of(filter.Month).Where(duty => scopes.Contains(duty.StreetId) || scopes.Contains(duty.CommunityId) || scopes.Contains(duty.GridId));
        if (filter.CommunityId is { } community)
            duties = duties.Where(duty => duty.CommunityId == community);
        if (filter.State is { } state)
            duties = Narrowed(duties, state);
        if (PageKey.Read(after, 2) is [{ } dayText, { } idText] && DateOnly.TryParseExact(dayText, "O", out var day) && Guid.TryParse(idText, out var id))
            duties = duties.Where(duty => duty.DueOn > day || (duty.DueOn == day && duty.Id > id));
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var (lines, today) = (db.InspectionLines, Today);
        var rows = await duties.OrderBy(duty => duty.DueOn).ThenBy(duty => duty.Id).Take(take + 1).Select(duty => new PlannedLine(
            duty.Id, duty.PremisesId, duty.PremisesName, duty.DueOn, duty.AssigneeName,
            duty.DoneAt != null || lines.Any(line => line.PremisesId == duty.PremisesId && line.Day >= duty.From && line.Day <= duty.DueOn) ? PlannedState.Done
            : duty.DueOn < today ? PlannedState.Missed : PlannedState.Open)).ToListAsync(ct);
        return new([.. rows.Take(take)], rows.Count > take ? PageKey.Write(rows[take - 1].DueOn.ToString("O", CultureInfo.InvariantCulture), rows[take - 1].Id.ToString()) : null);
    }

    /// <summary>Those of a community that fall due from today to a day and are not done, by day.</summary>
    public async Task<ImmutableArray<PlannedLine>> Coming(Guid communityId, DateOnly until, int take, CancellationToken ct)
    {
        var today = Today;
        return [.. await Narrowed(db.InspectionDuties.AsNoTracking().Where(duty => duty.CommunityId == communityId && duty.DueOn >= today && duty.DueOn <= until), PlannedState.Open)
            .OrderBy(duty => duty.DueOn).ThenBy(duty => duty.Id).Take(take)
            .Select(duty => new PlannedLine(duty.Id, duty.PremisesId, duty.PremisesName, duty.DueOn, duty.AssigneeName, PlannedState.Open)).ToListAsync(ct)];
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(Calendars.Offset).DateTime);

    private IQueryable<InspectionDuty> Of(Month month)
    {
        var (first, last) = (month.First, month.Last);
        return db.InspectionDuties.AsNoTracking().Where(duty => duty.DueOn >= first && duty.DueOn <= last);
    }

    private IQueryable<InspectionDuty> Narrowed(IQueryable<InspectionDuty> duties, PlannedState state)
    {
        var (lines, today) = (db.InspectionLines, Today);
        if (state == PlannedState.Done)
            return duties.Where(duty => duty.DoneAt != null || lines.Any(line => line.PremisesId == duty.PremisesId && line.Day >= duty.From && line.Day <= duty.DueOn));
        var undone = duties.Where(duty => duty.DoneAt == null && !lines.Any(line => line.PremisesId == duty.PremisesId && line.Day >= duty.From && line.Day <= duty.DueOn));
        return state == PlannedState.Missed ? undone.Where(duty => duty.DueOn < today) : undone.Where(duty => duty.DueOn >= today);
    }
}

public enum PlannedState
{
    Open,
    Done,
    Missed,
}

public sealed record PlannedFilter(Month Month, Guid? CommunityId = null, PlannedState? State = null);

public readonly record struct PlannedCount(int Due, int Done, int Missed);

public sealed record PlannedLine(Guid Id, Guid PremisesId, string PremisesName, DateOnly DueOn, string Assignee, PlannedState State);
