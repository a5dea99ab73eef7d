using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.People;

public sealed class InstallationQueries(RectificationDb db, TimeProvider clock)
{
    /// <summary>Null while the database is empty.</summary>
    public Task<Installation?> Find(CancellationToken ct) => db.Installations.AsNoTracking().FirstOrDefaultAsync(row => row.Id == Installation.OnlyId, ct);

    /// <summary>Whether the one-time link still opens the set-up.</summary>
    public async Task<bool> CanSetUp(string? token, CancellationToken ct) =>
        await Find(ct) is { } installation && SetUpLink.Opens(installation, token, clock.GetUtcNow());
}
