using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Rectification.Storage;

/// <summary>Brings the database to the shape that this version needs.</summary>
public static class Schema
{
    /// <returns>True when the database was empty before.</returns>
    public static async Task<bool> Prepare(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<DatabaseSettings>();
        services.GetRequiredService<HostLock>().Share();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        if (!db.Database.GetMigrations().Any())
            return await db.Database.EnsureCreatedAsync(ct);
        var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToHashSet();
        // Migrating makes a second model of everything, for design; most starts do not need it.
        if (db.Database.GetMigrations().Any(migration => !applied.Contains(migration)))
            await db.Database.MigrateAsync(ct);
        return applied.Count == 0;
    }
}
