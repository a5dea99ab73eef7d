using Microsoft.Extensions.Logging;

namespace Rectification.Storage;

/// <summary>The only place where transactions begin and end: one command, all of its rows or none.</summary>
public sealed class Committer
{
    private const int MaxAttempts = 12;

    private readonly RectificationDb db;
    private readonly Transports transports;
    private readonly CommitSignal signal;
    private readonly ICommitWatch[] watches;
    private readonly TimeProvider system;
    private readonly ILogger<Committer> log;

    public Committer(RectificationDb db, Transports transports, CommitSignal signal, IEnumerable<ICommitWatch> watches, TimeProvider system, ILogger<Committer> log) =>
        (this.db, this.transports, this.signal, this.watches, this.system, this.log) = (db, transports, signal, [.. watches], system, log);

    /// <summary>
    /// Runs the work and commits; a problem rolls back. When others were first with the same rows, forgets all that was loaded and runs the work again.
    /// The work must therefore take nothing tracked from outside.
    /// </summary>
    public async Task<Result<T>> Commit<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        if (db.Session.IsRunning)
            throw new InvalidOperationException("A command is already running in this scope; handlers don't send commands.");
        for (var (attempt, mayAssume, isLate) = (1, true, false); ; attempt++)
        {
            try
            {
                if (await Once(work, mayAssume, isLate, ct) is { } result)
                    return result.Value;
                mayAssume = false;
                continue;
            }
            catch (Exception exception) when (attempt < MaxAttempts && Conflict.IsPassing(exception))
            {
                log.LogDebug(exception, "Conflict on attempt {Attempt}, running again", attempt);
                // What was remembered was out of date: that is no race.
                (mayAssume, isLate) = (false, !db.Session.HasAssumed);
            }
            // Jitter keeps two that collided from colliding again.
            if (isLate)
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 10 * attempt)), system, ct);
        }
    }

    /// <returns>Null when the run was on assumptions and nothing proved them: it must run again without.</returns>
    private async Task<Answer<T>?> Once<T>(Func<CancellationToken, Task<Result<T>>> work, bool mayAssume, bool isLate, CancellationToken ct)
    {
        var isDone = false;
        await using var transport = transports.Open();
        db.Begin(transport, transports.Provider, mayAssume);
        try
        {
            // Whoever lost a race does not race again.
            if (isLate)
                await db.Session.GoFirst(ct);
            var result = await Run(work, ct);
            if (result is { Value.IsOk: true })
            {
                await db.SaveEntities(ct);
                foreach (var watch in watches)
                    watch.Committing(db);
                isDone = await db.Session.Commit();
                if (!isDone)
                    return null;
                foreach (var watch in watches)
                    watch.Committed(db);
            }
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

    private async Task<Answer<T>?> Run<T>(Func<CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        try
        {
            var result = await work(ct);
            return result.IsOk || !db.Session.HasAssumed ? new(result) : null;
        }
        catch (Exception) when (db.Session.HasAssumed && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed record Answer<T>(Result<T> Value);
}
