using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>What is open in a street or a community, whoever has to do it; inboxes show only one's own.</summary>
public sealed class OpenTaskQueries(RectificationDb db, StreetClock clock)
{
    /// <summary>By due time, those without one last, within the actor's communities or street.</summary>
    public async Task<Page<OpenTaskLine>> List(OpenTaskFilter filter, Actor actor, string? after, int take, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.Areas];
        var now = clock.GetUtcNow();
        var tasks = Narrowed(db.Tasks.AsNoTracking().Where(task => task.StreetId == actor.StreetId && task.State == TaskState.Open
            && (scopes.Contains(task.StreetId) || (task.CommunityId != null && scopes.Contains(task.CommunityId.Value)))), filter, now);
        take = Math.Clamp(take, 1, PageKey.MostRows);
        if (PageKey.Read(after, 2) is [{ } ticks, { } idText] && PageKey.Instant(ticks) is { } at && Guid.TryParse(idText, out var id))
            tasks = tasks.Where(task => (task.DueAt ?? DateTimeOffset.MaxValue) > at || ((task.DueAt ?? DateTimeOffset.MaxValue) == at && task.Id > id));
        var rows = await Lines(tasks.OrderBy(task => task.DueAt ?? DateTimeOffset.MaxValue).ThenBy(task => task.Id).Take(take + 1), ct);
        return new([.. rows.Take(take)], rows.Count > take ? PageKey.Write($"{(rows[take - 1].DueAt ?? DateTimeOffset.MaxValue).UtcTicks}", rows[take - 1].Id.ToString()) : null);
    }

    /// <summary>Overdue tasks that a community's own people have to do, by community.</summary>
    /// <param name="communityId">Only this one; null for the whole street.</param>
    public async Task<ImmutableDictionary<Guid, int>> LateByCommunity(Guid streetId, Guid? communityId, CancellationToken ct) =>
        (await Narrowed(Open(streetId), new(communityId, IsLate: true, IsOwn: true), clock.GetUtcNow()).Where(task => task.CommunityId != null)
            .GroupBy(task => task.CommunityId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct))
        .ToImmutableDictionary(row => row.Key, row => row.Count);

    /// <summary>Where the street's cases wait: the steps with the most open tasks first.</summary>
    public async Task<ImmutableArray<OpenStep>> Steps(Guid streetId, int take, CancellationToken ct)
    {
        var groups = await Open(streetId).GroupBy(task => task.ElementId)
            .Select(group => new { group.Key, Count = group.Count() }).OrderByDescending(group => group.Count).ThenBy(group => group.Key).Take(take).ToListAsync(ct);
        var steps = ImmutableArray.CreateBuilder<OpenStep>(groups.Count);
        // The order keeps it on the index: without one the first of a rare step is looked for among all tasks.
        foreach (var group in groups)
            steps.Add(new(group.Key, await Open(streetId).Where(task => task.ElementId == group.Key).OrderBy(task => task.CreatedAt).Select(task => task.Name).FirstOrDefaultAsync(ct) ?? group.Key, group.Count));
        return steps.ToImmutable();
    }

    /// <summary>What a community's own people have to do by an instant and is not late yet, by due time.</summary>
    public async Task<ImmutableArray<OpenTaskLine>> Coming(Guid streetId, Guid communityId, DateTimeOffset until, int take, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return [.. await Lines(Narrowed(Open(streetId), new(communityId, IsOwn: true), now).Where(task => task.DueAt >= now && task.DueAt <= until)
            .OrderBy(task => task.DueAt).ThenBy(task => task.Id).Take(take), ct)];
    }

    private IQueryable<TaskRow> Open(Guid streetId) => db.Tasks.AsNoTracking().Where(task => task.StreetId == streetId && task.State == TaskState.Open);

    private static IQueryable<TaskRow> Narrowed(IQueryable<TaskRow> tasks, OpenTaskFilter filter, DateTimeOffset now)
    {
        if (filter.CommunityId is { } community)
            tasks = tasks.Where(task => task.CommunityId == community);
        if (filter.IsLate)
            tasks = tasks.Where(task => task.DueAt < now);
        if (filter.Step is { } step)
            tasks = tasks.Where(task => task.ElementId == step);
        if (filter.IsOwn)
            tasks = tasks.Where(task => task.CandidateKey!.StartsWith(nameof(Role.GridWorker) + "@") || task.CandidateKey!.StartsWith(nameof(Role.CommunitySafetyOfficer) + "@")
                || task.CandidateKey!.StartsWith(nameof(Role.CommunityLeader) + "@") || task.CandidateKey!.StartsWith(nameof(Role.SealKeeper) + "@"));
        return tasks;
    }

    private static Task<List<OpenTaskLine>> Lines(IQueryable<TaskRow> tasks, CancellationToken ct) => tasks.Select(task => new OpenTaskLine(
        task.Id, task.Name, task.ElementId, task.ProcessKey, task.CaseNumber, task.Title, task.PremisesName, task.Level, task.CreatedAt, task.DueAt,
        task.AssigneeId, task.AssigneeName, task.OwnerName, task.CandidateKey)).ToListAsync(ct);
}

/// <param name="IsOwn">To be done by a community's own people: grid workers, safety officer, leaders, seal keeper.</param>
/// <param name="Step">An element id of the drawings.</param>
public sealed record OpenTaskFilter(Guid? CommunityId = null, bool IsLate = false, bool IsOwn = false, string? Step = null);

public sealed record OpenStep(string ElementId, string Name, int Count);

/// <param name="Assignee">Null while nobody took it; then the owner named at opening answers.</param>
public sealed record OpenTaskLine(
    Guid Id, string Name, string ElementId, string ProcessKey, string CaseNumber, string Title, string PremisesName, string Level,
    DateTimeOffset CreatedAt, DateTimeOffset? DueAt, Guid? AssigneeId, string? Assignee, string? Owner, string? Group)
{
    /// <summary>Whether a person may act on it: then the task itself is worth opening.</summary>
    public bool IsFor(Actor actor) => AssigneeId == actor.UserId || (AssigneeId is null && Group is not null && CandidateKey.Of(actor).Contains(Group));
}
