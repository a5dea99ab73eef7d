using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Keeps how far the demonstration's clock is ahead in the database, so that it survives kills and is the same on every host.</summary>
public static class ClockKeeper
{
    /// <summary>Takes over what the database says; never back.</summary>
    public static async Task Load(IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var ticks = await scope.ServiceProvider.GetRequiredService<RectificationDb>().Installations.AsNoTracking()
            .Select(row => row.ClockAheadTicks).FirstOrDefaultAsync(ct);
        var clock = scope.ServiceProvider.GetRequiredService<StreetClock>();
        if (ticks > clock.Ahead.Ticks)
            clock.SetAhead(TimeSpan.FromTicks(ticks));
    }

    internal static async Task Store(IServiceScopeFactory scopes, TimeSpan ahead, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        await scope.ServiceProvider.GetRequiredService<Committer>().Commit<Nothing>(async inside =>
        {
            var installation = await db.Installations.FirstAsync(inside);
            installation.ClockAheadTicks = Math.Max(installation.ClockAheadTicks, ahead.Ticks);
            return Nothing.Here;
        }, ct);
        scope.ServiceProvider.GetRequiredService<StreetClock>().SetAhead(ahead);
    }
}
