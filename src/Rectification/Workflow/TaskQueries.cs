using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>The inbox: each box is read in the order of one index and paged by key, so it stays as fast with a million done tasks.</summary>
public sealed class TaskQueries(RectificationDb db, StreetClock clock, TaskViewReader views)
{
    // Open tasks come by due time, those without one last; the id decides between equals.
    private const string WithoutDue = "-";

    public static bool IsPageKey(string? after) =>
        after is null || (PageKey.Read(after, 2) is [{ } sort, { } id] && Guid.TryParse(id, out _)
            && (sort == WithoutDue || long.TryParse(sort, CultureInfo.InvariantCulture, out _)));

    /// <param name="after">As given by the page before; anything else begins at the start.</param>
    public async Task<Page<InboxItem>> Inbox(Actor actor, TaskBox box, InboxFilter filter, string? after, int take, CancellationToken ct)
    {
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var from = IsPageKey(after) && after is not null ? PageKey.Read(after, 2) : null;
        var rows = box == TaskBox.Done
            ? await Done(actor, filter, from, take + 1, ct)
            : await Open(actor, box, filter, from, take + 1, ct);
        var shown = rows.Take(take).ToList();
        var names = await UserNames(shown, ct);
        var now = clock.GetUtcNow();
        return new(
            [.. shown.Select(row => new InboxItem(
                row.Id, row.Name, row.ElementId, row.ProcessKey, row.CaseNumber, row.Title, row.PremisesName, row.Level,
                row.DueAt, row.State == TaskState.Open && row.DueAt < now, row.AssigneeId is { } id ? names.GetValueOrDefault(id) : null, row.AssigneeName,
                row.CreatedAt, row.DoneAt, row.Outcome))],
            rows.Count > take ? KeyOf(shown[^1], box) : null);
    }

    public async Task<InboxCounts> Counts(Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mine = db.Tasks.Where(row => row.AssigneeId == actor.UserId && row.State == TaskState.Open);
        var claimable = 0;
        foreach (var key in CandidateKey.Of(actor))
            claimable += await Claimable(key, actor).Take(InboxCounts.Most).CountAsync(ct);
        return new(
            await mine.Take(InboxCounts.Most).CountAsync(ct),
            Math.Min(claimable, InboxCounts.Most),
            await mine.Where(row => row.DueAt < now).Take(InboxCounts.Most).CountAsync(ct));
    }

    public Task<Result<TaskView>> Find(Guid id, Actor actor, CancellationToken ct) => views.Read(id, actor, ct);

    private async Task<List<TaskLine>> Open(Actor actor, TaskBox box, InboxFilter filter, string?[]? from, int take, CancellationToken ct)
    {
        // One ordered read per group that the person is in: an "or" over groups would make the database sort them all.
        var boxes = box == TaskBox.Mine
            ? [db.Tasks.Where(row => row.AssigneeId == actor.UserId && row.State == TaskState.Open)]
            : CandidateKey.Of(actor).Select(key => Claimable(key, actor)).ToList();
        var found = new List<TaskLine>();
        foreach (var tasks in boxes)
            found.AddRange(await InOrder(Filtered(tasks, filter), from, take, ct));
        return [.. found.OrderBy(row => row.DueAt is null).ThenBy(row => row.DueAt).ThenBy(row => row.Id, KeyOrder).Take(take)];
    }

    private static async Task<List<TaskLine>> InOrder(IQueryable<TaskRow> tasks, string?[]? from, int take, CancellationToken ct)
    {
        var found = new List<TaskLine>();
        if (from is null || from[0] != WithoutDue)
        {
            var due = tasks.Where(row => row.DueAt != null);
            if (from is not null)
            {
                var (at, id) = (Instant(from[0]!), Guid.Parse(from[1]!));
                due = due.Where(row => row.DueAt >= at && (row.DueAt > at || row.Id > id));
            }
            found.AddRange(await Lines(due.OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(take), ct));
        }
        if (found.Count < take)
        {
            var undated = tasks.Where(row => row.DueAt == null);
            if (from is not null && from[0] == WithoutDue)
            {
                var id = Guid.Parse(from[1]!);
                undated = undated.Where(row => row.Id > id);
            }
            found.AddRange(await Lines(undated.OrderBy(row => row.Id).Take(take - found.Count), ct));
        }
        return found;
    }

    private async Task<List<TaskLine>> Done(Actor actor, InboxFilter filter, string?[]? from, int take, CancellationToken ct)
    {
        var done = Filtered(db.Tasks.Where(row => row.DoneById == actor.UserId && row.State == TaskState.Done), filter with { OverdueOnly = false });
        if (from is not null && from[0] != WithoutDue)
        {
            var (at, id) = (Instant(from[0]!), Guid.Parse(from[1]!));
            done = done.Where(row => row.DoneAt <= at && (row.DoneAt < at || row.Id < id));
        }
        return await Lines(done.OrderByDescending(row => row.DoneAt).ThenByDescending(row => row.Id).Take(take), ct);
    }

    private IQueryable<TaskRow> Claimable(string candidateKey, Actor actor)
    {
        var exclusions = db.TaskExclusions;
        return db.Tasks.Where(row => row.CandidateKey == candidateKey && row.State == TaskState.Open && row.AssigneeId == null
            && !exclusions.Any(each => each.TaskId == row.Id && each.UserId == actor.UserId));
    }

    private IQueryable<TaskRow> Filtered(IQueryable<TaskRow> tasks, InboxFilter filter)
    {
        if (filter.Level is { Length: > 0 } level)
            tasks = tasks.Where(row => row.Level == level);
        if (filter.ElementId is { Length: > 0 } elementId)
            tasks = tasks.Where(row => row.ElementId == elementId);
        if (filter.GridId is { } grid)
            tasks = tasks.Where(row => row.GridId == grid);
        if (filter.OverdueOnly)
        {
            var now = clock.GetUtcNow();
            tasks = tasks.Where(row => row.DueAt < now);
        }
        if (filter.Search?.Trim() is { Length: > 0 } text)
            tasks = tasks.Where(row => row.Title.Contains(text) || row.PremisesName.Contains(text) || row.CaseNumber.Contains(text) || row.Name.Contains(text));
        return tasks;
    }

    // Only the columns that a list shows: the documents in a task's row stay where they are.
    private static Task<List<TaskLine>> Lines(IQueryable<TaskRow> tasks, CancellationToken ct) =>
        tasks.AsNoTracking().Select(row => new TaskLine(
            row.Id, row.Name, row.ElementId, row.ProcessKey, row.CaseNumber, row.Title, row.PremisesName, row.Level, row.DueAt,
            row.State, row.AssigneeId, row.AssigneeName, row.CreatedAt, row.DoneAt, row.Outcome)).ToListAsync(ct);

    private async Task<Dictionary<Guid, string>> UserNames(List<TaskLine> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => row.AssigneeId).OfType<Guid>().Distinct().ToArray();
        return ids.Length == 0 ? [] : await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.UserName!, ct);
    }

    private static string KeyOf(TaskLine row, TaskBox box) => PageKey.Write(
        (box == TaskBox.Done ? row.DoneAt : row.DueAt)?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? WithoutDue, row.Id.ToString("N"));

    private static DateTimeOffset Instant(string ticks) => new(Math.Clamp(long.Parse(ticks, CultureInfo.InvariantCulture), 0, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    /// <summary>As both databases order ids: by their text, which is not how .NET compares them.</summary>
    private static readonly Comparer<Guid> KeyOrder = Comparer<Guid>.Create((a, b) => string.CompareOrdinal(a.ToString("N"), b.ToString("N")));

    private sealed record TaskLine(
        Guid Id, string Name, string ElementId, string ProcessKey, string CaseNumber, string Title, string PremisesName, string Level, DateTimeOffset? DueAt,
        TaskState State, Guid? AssigneeId, string? AssigneeName, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt, string? Outcome);
}
