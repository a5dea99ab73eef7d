using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Rectification.Storage;

/// <summary>The only place where transactions begin and end: one command, all of its rows or none.</summary>
public sealed class Committer(RectificationDb db, DatabaseSettings settings, WriterGate gate, CommitSignal signal, ILogger<Committer> log)
{
    private const int MaxAttempts = 12;

    /// <summary>
    /// Runs the work and commits; a problem rolls back. When others were first with the same rows, forgets all that was loaded and runs the work again.
    /// The work must therefore take nothing tracked from outside.
    /// </summary>
    public async Task<Result<T>> Commit<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is not null)
            throw new InvalidOperationException("A command is already running in this scope; handlers don't send commands.");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(work, ct);
            }
            catch (Exception exception) when (attempt < MaxAttempts && Conflict.IsPassing(exception))
            {
                log.LogDebug(exception, "Conflict on attempt {Attempt}, running again", attempt);
            }
            // Jitter keeps two that collided from colliding again.
            await Task.Delay(Random.Shared.Next(1, 10 * attempt), ct);
        }
    }

    private async Task<Result<T>> Once<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        Result<T> result;
        using (await gate.Enter(ct))
        {
            // SQLite takes the write lock at once, so nothing is read that another writer then changes.
            await using var transaction = await db.Database.BeginTransactionAsync(
                settings.Provider == DatabaseProvider.Postgres ? IsolationLevel.RepeatableRead : IsolationLevel.Serializable, ct);
            result = await work(ct);
            if (result.IsOk)
            {
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(CancellationToken.None);
            }
        }
        if (!result.IsOk)
        {
            db.ChangeTracker.Clear();
            return result;
        }
        signal.Raise();
        return result;
    }
}
