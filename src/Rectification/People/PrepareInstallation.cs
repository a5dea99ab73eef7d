using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rectification.Demo;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>Sent at every start: makes what an empty database needs, once, and gives the set-up link while nobody has used it.</summary>
/// <param name="AsDemo">Counts only when the database is empty.</param>
[AllowSystem]
public sealed record PrepareInstallation(bool AsDemo) : ICommand<PreparedInstallation>;

/// <param name="SetUpToken">For the one-time link; null when nothing waits to be set up.</param>
public sealed record PreparedInstallation(Installation Installation, string? SetUpToken);

/// <summary>The demonstration's cases are in; they aren't put in a second time.</summary>
[AllowSystem]
public sealed record RememberDemoCases : ICommand<Nothing>;

internal sealed class PrepareInstallationHandler(RectificationDb db, TimeProvider clock) : ICommandHandler<PrepareInstallation, PreparedInstallation>
{
    private static readonly TimeSpan LinkLives = TimeSpan.FromHours(24);

    public async Task<Result<PreparedInstallation>> Handle(PrepareInstallation command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var installation = await db.Installations.FirstOrDefaultAsync(row => row.Id == Installation.OnlyId, ct);
        var isNew = installation is null;
        if (installation is null)
        {
            installation = new() { IsDemo = command.AsDemo, CreatedAt = now, TokenKey = RandomNumberGenerator.GetBytes(64) };
            db.Installations.Add(installation);
            if (command.AsDemo)
                DemoStreet.AddTo(db, now);
        }
        // Hosts that start together print the same link; one that has expired is replaced.
        var waits = isNew ? !command.AsDemo : installation.SetUpExpiresAt is not null;
        if (waits && !(installation.SetUpExpiresAt > now))
            installation.SetUpExpiresAt = now + LinkLives;
        return new PreparedInstallation(installation, waits ? SetUpLink.TokenOf(installation) : null);
    }
}

internal sealed class RememberDemoCasesHandler(RectificationDb db) : ICommandHandler<RememberDemoCases, Nothing>
{
    public async Task<Result<Nothing>> Handle(RememberDemoCases command, CancellationToken ct)
    {
        var installation = await db.Installations.FirstAsync(row => row.Id == Installation.OnlyId, ct);
        installation.HasDemoCases = true;
        return Nothing.Here;
    }
}
