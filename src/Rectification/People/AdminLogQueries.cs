using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>The administrative log of the caller's street, newest first.</summary>
public sealed class AdminLogQueries(RectificationDb db)
{
    public async Task<Result<Page<AdminLogRow>>> List(string? search, Actor actor, string? after, int take, CancellationToken ct)
    {
        var rows = db.AdminLog.AsNoTracking().Where(row => row.StreetId == actor.StreetId);
        if (search?.Trim() is { Length: > 0 } text)
        {
            if (text.Length > 100)
                return Problem.Field("search", "查找的内容最多 100 个字");
            rows = rows.Where(row => row.Text.Contains(text) || row.ActorName.Contains(text));
        }
        if (after is { Length: > 0 })
        {
            if (PageKey.Read(after, 2) is not [{ } ticksText, { } idText] || !long.TryParse(ticksText, out var ticks) || !Guid.TryParse(idText, out var id)
                || ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
                return PageKey.Broken;
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            rows = rows.Where(row => row.At < at || (row.At == at && row.Id < id));
        }
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var found = await rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(take + 1).ToListAsync(ct);
        var next = found.Count > take ? PageKey.Write($"{found[take - 1].At.UtcTicks}", found[take - 1].Id.ToString()) : null;
        return new Page<AdminLogRow>([.. found.Take(take)], next);
    }
}
