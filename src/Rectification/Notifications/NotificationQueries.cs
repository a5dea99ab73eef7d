using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Notifications;

/// <summary>What stands behind a person's bell.</summary>
public sealed class NotificationQueries(RectificationDb db)
{
    /// <summary>Past this the bell only says that there are many.</summary>
    private const int MostCounted = 100;

    public Task<int> Unread(Actor actor, CancellationToken ct) =>
        db.Notifications.Where(row => row.UserId == actor.UserId && row.ReadAt == null).Take(MostCounted).CountAsync(ct);

    /// <summary>Null unless it is the actor's own.</summary>
    public Task<Notification?> Find(Guid id, Actor actor, CancellationToken ct) =>
        db.Notifications.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.UserId == actor.UserId, ct);

    /// <summary>Newest first, by the ids, which begin with the time.</summary>
    public async Task<Page<Notification>> List(Actor actor, string? after, int take, CancellationToken ct)
    {
        var rows = db.Notifications.AsNoTracking().Where(row => row.UserId == actor.UserId);
        if (PageKey.Read(after, 1) is [{ } lastId] && Guid.TryParse(lastId, out var id))
            rows = rows.Where(row => row.Id.CompareTo(id) < 0);
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var page = await rows.OrderByDescending(row => row.Id).Take(take + 1).ToListAsync(ct);
        return new([.. page.Take(take)], page.Count <= take ? null : PageKey.Write(page[take - 1].Id.ToString()));
    }
}
