using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Premises;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Oversight;

/// <summary>每月检查 (003-3, 003-1.1.3): every premises is looked at at least once a month; what is registered in the course of it counts too.</summary>
public sealed class MonthlyInspections(RectificationDb db)
{
    /// <summary>How many premises were to be looked at and how many were, by community.</summary>
    /// <param name="communityId">Only this one; null for the whole street.</param>
    public async Task<ImmutableDictionary<Guid, InspectionCount>> ByCommunity(Guid streetId, Guid? communityId, Month month, CancellationToken ct)
    {
        var due = Due(month).Where(site => site.StreetId == streetId && (communityId == null || site.CommunityId == communityId));
        var all = await due.GroupBy(site => site.CommunityId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        var done = await Visited(due, Visits(streetId, month)).GroupBy(site => site.CommunityId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        return all.ToImmutableDictionary(row => row.Key, row => new InspectionCount(row.Count, done.GetValueOrDefault(row.Key)));
    }

    /// <summary>The premises behind those figures within the actor's scope, by name.</summary>
    public async Task<Result<Page<InspectedSite>>> List(MonthlyInspectionFilter filter, Actor actor, string? after, int take, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.CaseScopes];
        var (sites, visits) = (Due(filter.Month).Where(site => scopes.Contains(site.StreetId) || scopes.Contains(site.CommunityId) || scopes.Contains(site.GridId)), Visits(actor.StreetId, filter.Month));
        if (filter.CommunityId is { } community)
            sites = sites.Where(site => site.CommunityId == community);
        if (filter.IsDone is { } isDone)
            sites = isDone ? Visited(sites, visits) : sites.Where(site => !visits.Any(line => line.PremisesId == site.Id));
        if (after is { Length: > 0 })
        {
            if (PageKey.Read(after, 2) is not [{ } name, { } idText] || !Guid.TryParse(idText, out var id))
                return PageKey.Broken;
            sites = sites.Where(site => site.Name.CompareTo(name) > 0 || (site.Name == name && site.Id > id));
        }
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var units = db.OrgUnits;
        var rows = await sites.OrderBy(site => site.Name).ThenBy(site => site.Id).Take(take + 1).Select(site => new InspectedSite(
            site.Id, site.Name, site.Address, units.Where(unit => unit.Id == site.GridId).Select(unit => unit.Name).FirstOrDefault() ?? "",
            visits.Where(line => line.PremisesId == site.Id).Max(line => (DateOnly?)line.Day))).ToListAsync(ct);
        return new Page<InspectedSite>([.. rows.Take(take)], rows.Count > take ? PageKey.Write(rows[take - 1].Name, rows[take - 1].Id.ToString()) : null);
    }

    private IQueryable<Site> Due(Month month)
    {
        var end = month.EndsAt(Calendars.Offset);
        return db.Sites.AsNoTracking().Where(site => site.CreatedAt < end);
    }

    private IQueryable<InspectionLine> Visits(Guid streetId, Month month)
    {
        var (first, last) = (month.First, month.Last);
        return db.InspectionLines.AsNoTracking().Where(line => line.StreetId == streetId && line.Day >= first && line.Day <= last);
    }

    // The month's visits are read once from their index, instead of asking for each premises.
    private static IQueryable<Site> Visited(IQueryable<Site> sites, IQueryable<InspectionLine> visits) => sites.Where(site => visits.Select(line => line.PremisesId).Contains(site.Id));
}

/// <param name="IsDone">Null for both.</param>
public sealed record MonthlyInspectionFilter(Month Month, Guid? CommunityId = null, bool? IsDone = null);

public readonly record struct InspectionCount(int Due, int Done)
{
    public int Missing => Due - Done;
}

/// <param name="LastVisit">The newest within the month.</param>
public sealed record InspectedSite(Guid Id, string Name, string Address, string Grid, DateOnly? LastVisit);
