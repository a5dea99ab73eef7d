using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Notifications;

/// <summary>Sends one kind of message across a border of the process. May be called twice for one message: the key makes it harmless.</summary>
public interface IOutboxSender
{
    Task Send(OutboxMessage message, CancellationToken ct);
}

/// <summary>Takes due messages, sends them, backs off on failure and in the end raises an incident that an operator retries. Singleton.</summary>
public sealed class OutboxRunner(IServiceScopeFactory scopes, Transports transports, StreetClock clock, TimeProvider system, DatabaseSettings settings, ILogger<OutboxRunner> log)
{
    public const int MaxAttempts = 8;

    public const int BatchSize = 200;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <returns>How many were taken up.</returns>
    public async Task<int> SendDue(CancellationToken ct)
    {
        if (!await IsAnyDue(ct))
            return 0;
        var leased = await TakeLease(ct);
        foreach (var message in leased)
            await Send(message, ct);
        return leased.Count;
    }

    private async Task Send(OutboxMessage message, CancellationToken ct)
    {
        try
        {
            await using (var scope = scopes.CreateAsyncScope())
            {
                var sender = scope.ServiceProvider.GetKeyedService<IOutboxSender>(message.Kind)
                    ?? throw new InvalidOperationException($"Nothing sends messages of kind '{message.Kind}'.");
                await sender.Send(message, ct);
            }
            await Within(message.Key, (row, _, _) =>
            {
                row.SentAt = system.GetUtcNow();
                return Task.CompletedTask;
            }, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Outbox message {Key} could not be sent", message.Key);
            await Within(message.Key, (row, services, inside) => CountFailure(row, failure, services, inside), ct);
        }
    }

    private Task CountFailure(OutboxMessage row, Exception failure, IServiceProvider services, CancellationToken ct)
    {
        row.Attempts++;
        row.LastError = failure.Message;
        row.LeasedUntil = null;
        var pause = TimeSpan.FromSeconds(5 * Math.Pow(2, row.Attempts - 1));
        row.NotBefore = system.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        if (row.Attempts < MaxAttempts)
            return Task.CompletedTask;
        row.NotBefore = DateTimeOffset.MaxValue;
        services.GetRequiredService<RectificationDb>().Incidents.Add(new IncidentRow
        {
            InstanceId = Guid.Empty,
            Key = 0,
            ElementId = row.Kind,
            ProcessKey = "outbox",
            CaseNumber = row.CaseNumber ?? "",
            StreetId = row.StreetId,
            Message = $"通知连续 {MaxAttempts} 次没有发出：{failure.Message}",
            RaisedAt = clock.GetUtcNow(),
            OutboxId = row.Id,
        });
        return Task.CompletedTask;
    }

    private async Task Within(string key, Func<OutboxMessage, IServiceProvider, CancellationToken, Task> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        await scope.ServiceProvider.GetRequiredService<Committer>().Commit<Nothing>(async inside =>
        {
            if (await db.Outbox.FindAsync([key], inside) is { SentAt: null } row)
                await work(row, scope.ServiceProvider, inside);
            return Nothing.Here;
        }, ct);
    }

    private Task<bool> IsAnyDue(CancellationToken ct) => transports.IsThere(
        "select 1 from \"OutboxMessage\" where \"SentAt\" is null and \"NotBefore\" <= $1 and (\"LeasedUntil\" is null or \"LeasedUntil\" < $1) limit 1",
        [system.GetUtcNow()], ct);

    private async Task<List<OutboxMessage>> TakeLease(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        return (await scope.ServiceProvider.GetRequiredService<Committer>().Commit<List<OutboxMessage>>(async inside =>
        {
            var now = system.GetUtcNow();
            var rows = await Due(db, now, inside);
            foreach (var row in rows)
                row.LeasedUntil = now + Lease;
            return rows;
        }, ct)).Value;
    }

    /// <summary>The oldest that are due; on PostgreSQL those that no other host is working on.</summary>
    private async Task<List<OutboxMessage>> Due(RectificationDb db, DateTimeOffset now, CancellationToken ct)
    {
        // The one writer of SQLite takes what nobody else can take meanwhile.
        await db.Session.Enter(ct);
        return await db.Outbox.Load($"""
            "SentAt" is null and "NotBefore" <= $1 and ("LeasedUntil" is null or "LeasedUntil" < $1)
            order by "Id" limit {BatchSize}{(settings.Provider == DatabaseProvider.Postgres ? " for update skip locked" : "")}
            """, [now], ct);
    }
}
