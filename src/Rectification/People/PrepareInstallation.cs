using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rectification.Demo;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.People;

/// <summary>Sent at every start: makes what an empty database needs, once, and renews the set-up link while nobody has used it.</summary>
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
        string? token = null;
        if (isNew ? !command.AsDemo : installation.SetUpTokenHash is not null)
        {
            token = RandomNumberGenerator.GetHexString(48, lowercase: true);
            installation.SetUpTokenHash = SetUpTokens.Hash(token);
            installation.SetUpExpiresAt = now + LinkLives;
        }
        return new PreparedInstallation(installation, token);
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

internal static class SetUpTokens
{
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
