using Microsoft.Extensions.Logging;

namespace Rectification.Storage;

/// <summary>The only place where transactions begin and end: one command, all of its rows or none.</summary>
public sealed class Committer(RectificationDb db, Transports transports, CommitSignal signal, TimeProvider system, ILogger<Committer> log)
{
    private const int MaxAttempts = 12;

    /// <summary>
    /// Runs the work and commits; a problem rolls back. When others were first with the same rows, forgets all that was loaded and runs the work again.
    /// The work must therefore take nothing tracked from outside.
    /// </summary>
    public async Task<Result<T>> Commit<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        if (db.Session.IsRunning)
            throw new InvalidOperationException("A command is already running in this scope; handlers don't send commands.");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(work, isFirst: attempt == 1, ct);
            }
            catch (Exception exception) when (attempt < MaxAttempts && Conflict.IsPassing(exception))
            {
                log.LogDebug(exception, "Conflict on attempt {Attempt}, running again", attempt);
            }
            // Jitter keeps two that collided from colliding again.
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 10 * attempt)), system, ct);
        }
    }

    private async Task<Result<T>> Once<T>(Func<CancellationToken, Task<Result<T>>> work, bool isFirst, CancellationToken ct)
    {
        var isDone = false;
        await using var transport = transports.Open();
        db.Begin(transport, transports.Provider);
        try
        {
            // Whoever lost a race does not race again.
            if (!isFirst)
                await db.Session.GoFirst(ct);
            var result = await work(ct);
            if (result.IsOk)
            {
                await db.SaveEntities(ct);
                await db.Session.Commit(ct);
            }
            isDone = result.IsOk;
            if (!isDone)
                await transport.Rollback();
            return result;
        }
        finally
        {
            // Before the answer goes out and the scope may send the next command.
            if (!isDone)
                await transport.Rollback();
            db.End();
            if (isDone)
                signal.Raise();
        }
    }
}
