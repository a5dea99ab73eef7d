using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Rectification.Documents;
using Rectification.Enforcement;
using Rectification.Files;
using Rectification.People;
using Rectification.Premises;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>Reads for pages and the API; everything ends at the actor's scope.</summary>
public sealed class HazardQueries(RectificationDb db, StreetClock clock, DocumentQueries documents, Calendars calendars)
{
    private static readonly HazardState[] Open =
        [HazardState.Registered, HazardState.Rectifying, HazardState.InEnforcement, HazardState.InAcceptance];

    /// <summary>Newest first. <paramref name="after"/> is the case number that the page before ended with.</summary>
    [SuppressMessage("Globalization", "CA1309", Justification = "Translated to SQL, where numbers of one width compare as text.")]
    public async Task<Page<HazardLine>> List(HazardFilter filter, Actor actor, string? after, int take, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hazards = Filtered(Within(db.Hazards.AsNoTracking(), actor), filter, actor, now);
        if (after is not null)
            hazards = hazards.Where(hazard => string.Compare(hazard.CaseNumber, after) < 0);
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var rows = await hazards.OrderByDescending(hazard => hazard.CaseNumber).Take(take + 1).ToListAsync(ct);
        var page = rows.Take(take).ToList();

        var numbers = page.Select(hazard => hazard.CaseNumber).ToArray();
        var open = (await db.Tasks.AsNoTracking().Where(task => numbers.Contains(task.CaseNumber) && task.State == TaskState.Open)
            .Select(task => new { task.CaseNumber, task.Name }).ToListAsync(ct)).ToLookup(task => task.CaseNumber, task => task.Name);
        return new(
            [.. page.Select(hazard => new HazardLine(
                hazard.CaseNumber, hazard.State, hazard.Level, hazard.Category, HazardCategories.NameOf(hazard.Category),
                hazard.PremisesId, hazard.PremisesName, hazard.Description, hazard.DeadlineAt, hazard.IsOverdue(now),
                hazard.RegisteredAt, hazard.RegisteredByName, hazard.GridOwnerName, [.. open[hazard.CaseNumber].Distinct()]))],
            rows.Count > take ? numbers[^1] : null);
    }

    /// <summary>How many there are of each state, within the filter's other conditions.</summary>
    public async Task<ImmutableDictionary<HazardState, int>> Counts(HazardFilter filter, Actor actor, CancellationToken ct) =>
        (await Filtered(Within(db.Hazards.AsNoTracking(), actor), filter, actor, clock.GetUtcNow())
            .GroupBy(hazard => hazard.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct))
        .ToImmutableDictionary(group => group.Key, group => group.Count);

    public async Task<Result<HazardView>> Find(string caseNumber, Actor actor, CancellationToken ct)
    {
        if (await db.Hazards.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == caseNumber, ct) is not { } hazard || !actor.Sees(hazard.Place))
            return HazardProblems.Unknown(caseNumber);
        var now = clock.GetUtcNow();
        var calendar = await calendars.For(hazard.StreetId, ct);
        var sources = await db.HazardFiles.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderBy(row => row.AddedAt).ToListAsync(ct);
        var ids = sources.Select(row => row.FileId).ToArray();
        var files = await db.Files.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, ct);
        var deadlines = await db.HazardDeadlines.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderByDescending(row => row.Id).ToListAsync(ct);
        var applications = await db.ReinspectionApplications.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderBy(row => row.Id).ToListAsync(ct);
        var acts = await db.EnforcementRecords.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderBy(row => row.At).ThenBy(row => row.Line).ToListAsync(ct);
        var units = await db.OrgUnits.AsNoTracking().Where(unit => unit.Id == hazard.CommunityId || unit.Id == hazard.GridId)
            .ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        var site = await db.Sites.AsNoTracking().FirstOrDefaultAsync(row => row.Id == hazard.PremisesId, ct);
        var open = await OpenTasks(caseNumber, ct);
        return new HazardView(
            hazard,
            HazardCategories.NameOf(hazard.Category),
            units.GetValueOrDefault(hazard.CommunityId) ?? "",
            units.GetValueOrDefault(hazard.GridId) ?? "",
            site?.Address ?? "",
            hazard.IsOverdue(now),
            HazardSentence.Of(hazard, open, calendar, now),
            People(hazard, site?.Principal),
            [.. sources.Where(row => files.ContainsKey(row.FileId)).Select(row => new HazardFileView(
                row.FileId, files[row.FileId].FileName, files[row.FileId].IsImage, row.Purpose, row.ElementId, row.AddedAt, row.AddedByName))],
            [.. deadlines.Select((row, index) => new HazardDeadlineView(row.EndsAt, row.SetAt, row.SetByName, row.Cause, row.Clause, row.Rule, row.Reason,
                IsCurrent: index == 0 && !hazard.State.IsFinal && hazard.DeadlineMetAt is null))],
            [.. applications],
            [.. acts],
            [.. (await documents.Of(caseNumber, ct)).Where(paper => DocumentQueries.MayRead(paper.Kind, actor))],
            open,
            HazardActions.For(hazard, actor));
    }

    /// <summary>Who may answer for it instead: the grid's other workers. For those who were already found to see the hazard.</summary>
    public async Task<ImmutableArray<HazardCandidate>> GridWorkers(Hazard hazard, CancellationToken ct) =>
        [.. await (
            from grant in db.RoleGrants
            join user in db.Users on grant.UserId equals user.Id
            where grant.Role == Role.GridWorker && grant.ScopeId == hazard.GridId && user.IsActive && user.Id != hazard.GridOwnerId
            orderby user.UserName
            select new HazardCandidate(user.UserName!, user.Name, Role.GridWorker)).ToListAsync(ct)];

    private static ImmutableArray<HazardPerson> People(Hazard hazard, string? principal)
    {
        var people = ImmutableArray.CreateBuilder<HazardPerson>();
        Add("检查人", hazard.RegisteredByName, hazard.RegisteredAs.ChineseName);
        Add("网格责任人", hazard.GridOwnerName, Role.GridWorker.ChineseName);
        Add("验收人", hazard.AcceptorName, "");
        Add("企业责任人", hazard.EnterprisePerson ?? principal, "");
        Add("社区责任人", hazard.CommunityPerson, "");
        Add("监管部门责任人", hazard.DepartmentPerson, "");
        return people.ToImmutable();

        void Add(string part, string? name, string role)
        {
            if (name is not null)
                people.Add(new(part, name, role));
        }
    }

    private async Task<ImmutableArray<HazardTask>> OpenTasks(string caseNumber, CancellationToken ct)
    {
        var tasks = await db.Tasks.AsNoTracking().Where(task => task.CaseNumber == caseNumber && task.State == TaskState.Open)
            .OrderBy(task => task.DueAt).ThenBy(task => task.Id).ToListAsync(ct);
        var exclusions = db.TaskExclusions;
        var result = ImmutableArray.CreateBuilder<HazardTask>(tasks.Count);
        foreach (var task in tasks)
        {
            ImmutableArray<HazardCandidate> candidates = [];
            if (CandidateKey.Of(task.CandidateKey) is { } key)
                candidates = [.. await (
                    from grant in db.RoleGrants
                    join user in db.Users on grant.UserId equals user.Id
                    where grant.Role == key.Role && grant.ScopeId == key.Node && user.IsActive
                        && !exclusions.Any(row => row.TaskId == task.Id && row.UserId == user.Id)
                    orderby user.UserName
                    select new HazardCandidate(user.UserName!, user.Name, key.Role)).ToListAsync(ct)];
            result.Add(new(task.Id, task.Name, task.ElementId, task.AssigneeId, task.AssigneeName, task.DueAt, task.CreatedAt, candidates));
        }
        return result.ToImmutable();
    }

    private static IQueryable<Hazard> Within(IQueryable<Hazard> hazards, Actor actor)
    {
        if (actor.IsSystem)
            return hazards;
        var scopes = actor.Grants.Where(grant => grant.Role.SeesCases).ToLookup(grant => grant.Role.Scope, grant => grant.ScopeId);
        Guid[] streets = [.. scopes[ScopeKind.Street]], communities = [.. scopes[ScopeKind.Community]],
            grids = [.. scopes[ScopeKind.Grid]], sites = [.. scopes[ScopeKind.Premises]];
        // A single kind of scope is the common case and stays on one index.
        return (streets, communities, grids, sites) switch
        {
            ({ Length: > 0 }, _, _, _) => hazards.Where(hazard => streets.Contains(hazard.StreetId)),
            (_, { Length: > 0 }, [], []) => hazards.Where(hazard => communities.Contains(hazard.CommunityId)),
            (_, [], { Length: > 0 }, []) => hazards.Where(hazard => grids.Contains(hazard.GridId)),
            (_, [], [], { Length: > 0 }) => hazards.Where(hazard => sites.Contains(hazard.PremisesId)),
            _ => hazards.Where(hazard => communities.Contains(hazard.CommunityId) || grids.Contains(hazard.GridId) || sites.Contains(hazard.PremisesId)),
        };
    }

    private static IQueryable<Hazard> Filtered(IQueryable<Hazard> hazards, HazardFilter filter, Actor actor, DateTimeOffset now)
    {
        if (filter.State is { } state)
            hazards = hazards.Where(hazard => hazard.State == state);
        if (filter.OpenOnly || filter.Overdue)
            hazards = hazards.Where(hazard => Open.Contains(hazard.State));
        if (filter.Overdue)
            hazards = hazards.Where(hazard => hazard.DeadlineMetAt == null && hazard.DeadlineAt < now);
        if (filter.FoundFrom is { } from)
        {
            var first = StartOf(from);
            hazards = hazards.Where(hazard => hazard.RegisteredAt >= first);
        }
        if (filter.FoundTo is { } to)
        {
            var past = StartOf(to.AddDays(1));
            hazards = hazards.Where(hazard => hazard.RegisteredAt < past);
        }
        if (filter.StruckOffIn is { } month)
        {
            var (start, end) = (month.StartsAt(Calendars.Offset), month.EndsAt(Calendars.Offset));
            hazards = hazards.Where(hazard => hazard.EndedAt >= start && hazard.EndedAt < end && (hazard.State == HazardState.Closed || hazard.State == HazardState.ClosedDown));
        }
        if (filter.DueIn is { } due)
        {
            var end = due.EndsAt(Calendars.Offset);
            hazards = ClosingRates.InPlay(hazards, due.StartsAt(Calendars.Offset), end < now ? end : now);
        }
        if (filter.Level is { } level)
            hazards = hazards.Where(hazard => hazard.Level == level);
        if (filter.Category is { } category)
            hazards = hazards.Where(hazard => hazard.Category == category);
        if (filter.CommunityId is { } community)
            hazards = hazards.Where(hazard => hazard.CommunityId == community);
        if (filter.GridId is { } grid)
            hazards = hazards.Where(hazard => hazard.GridId == grid);
        if (filter.PremisesId is { } premises)
            hazards = hazards.Where(hazard => hazard.PremisesId == premises);
        if (filter.Mine)
            hazards = hazards.Where(hazard => hazard.RegisteredById == actor.UserId || hazard.GridOwnerId == actor.UserId);
        if (filter.Search is { Length: > 0 } search)
            hazards = hazards.Where(hazard => hazard.CaseNumber.Contains(search) || hazard.PremisesName.Contains(search) || hazard.Description.Contains(search)
                || hazard.RegisteredByName.Contains(search) || (hazard.GridOwnerName != null && hazard.GridOwnerName.Contains(search)));
        return hazards;
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Calendars.Offset);
}
