using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Fires timers as commands, many at once. One that fails is tried again later by itself and in the end becomes an incident; the others go on. Singleton.</summary>
public sealed class TimerRunner(IServiceScopeFactory scopes, Transports transports, StreetClock clock, TimeProvider system, DatabaseSettings settings, ILogger<TimerRunner> log)
{
    public const int MaxAttempts = 5;

    private const int BatchSize = 50;

    private const string Ready = "\"DueAt\" <= $1 and (\"LeasedUntil\" is null or \"LeasedUntil\" < $2)";

    /// <summary>What is fired by itself, before all else: what belongs to a street, and what failed before.</summary>
    internal const string Alone = "(\"Kind\" not in ('Token', 'TaskDue') or \"Attempts\" > 0)";

    /// <summary>What has lost its process.</summary>
    private const string Lost = "not exists (select 1 from \"InstanceRow\" i where i.\"Id\" = \"TimerRow\".\"InstanceId\")";

    // A killed host's work is taken over within half a minute.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(25);

    private readonly string host = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Fires what is due by now, in order of due time.</summary>
    /// <returns>How many were taken up; 0 when nothing is due.</returns>
    public async Task<int> FireDue(CancellationToken ct)
    {
        // Nearly always nothing is due; a plain read tells so without a command.
        if (!await IsThere(Ready, ct))
            return 0;
        var count = await FireEach($"{Ready} and {Alone}", ct);
        var together = await FireTogether(ct);
        count += together?.Count ?? 0;
        return together is { MayBeMore: true } ? count : count + await FireEach(together is null ? Ready : $"{Ready} and {Lost}", ct);
    }

    private async Task<int> FireEach(string which, CancellationToken ct)
    {
        if (!await IsThere(which, ct))
            return 0;
        var due = await TakeLease(which, ct);
        foreach (var (instanceId, id) in due)
            await Fire(instanceId, id, retryAtOnce: false, ct);
        return due.Count;
    }

    private Task<bool> IsThere(string which, CancellationToken ct) =>
        transports.IsThere($"select 1 from \"TimerRow\" where {which} limit 1", [clock.GetUtcNow(), system.GetUtcNow()], ct);

    /// <returns>Null when one of them broke: none has fired.</returns>
    private async Task<FiredTimers?> FireTogether(CancellationToken ct)
    {
        try
        {
            return await Send(new FireDueTimers(), ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Timers could not fire together; each is fired by itself");
            return null;
        }
    }

    /// <summary>The next one that falls due up to an instant; null when there is none.</summary>
    public async Task<(Guid InstanceId, Guid Id, DateTimeOffset DueAt)?> Next(DateTimeOffset until, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = system.GetUtcNow();
        var next = await Ahead(scope.ServiceProvider.GetRequiredService<RectificationDb>(), until, now)
            .Select(timer => new { timer.InstanceId, timer.Id, timer.DueAt }).FirstOrDefaultAsync(ct);
        return next is null ? null : (next.InstanceId, next.Id, next.DueAt);
    }

    /// <returns>Whether it is settled: fired, gone, or an incident.</returns>
    public async Task<bool> Fire(Guid instanceId, Guid timerId, bool retryAtOnce, CancellationToken ct)
    {
        try
        {
            await Send(new FireTimer(instanceId, timerId), ct);
            return true;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Timer {Timer} could not fire", timerId);
            return await CountFailure(instanceId, timerId, failure, retryAtOnce, ct);
        }
    }

    private async Task<T> Send<T>(ICommand<T> command, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        return (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, ct)).Value;
    }

    private async Task<bool> CountFailure(Guid instanceId, Guid timerId, Exception failure, bool retryAtOnce, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentActor>().Actor = Actor.System;
        var db = services.GetRequiredService<RectificationDb>();
        return (await services.GetRequiredService<Committer>().Commit<bool>(async inside =>
        {
            if (await db.Timers.FindAsync([instanceId, timerId], inside) is not { } timer)
                return true;
            timer.Attempts++;
            timer.LeasedBy = null;
            timer.LeasedUntil = retryAtOnce ? null : system.GetUtcNow() + TimeSpan.FromSeconds(1 << timer.Attempts);
            if (timer.Attempts < MaxAttempts)
                return false;
            timer.LeasedUntil = DateTimeOffset.MaxValue;
            await Park(timer, failure, services, inside);
            return true;
        }, ct)).Value;
    }

    private async Task Park(TimerRow timer, Exception failure, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<RectificationDb>();
        var processKey = await db.Instances.Where(row => row.Id == timer.InstanceId).Select(row => row.DefinitionKey).FirstOrDefaultAsync(ct);
        var incident = new IncidentRow
        {
            InstanceId = timer.InstanceId,
            Key = timer.Key,
            ElementId = timer.ElementId,
            ProcessKey = timer.ProcessKey ?? processKey ?? "",
            CaseNumber = timer.CaseNumber,
            StreetId = timer.StreetId,
            Message = $"到时后连续 {MaxAttempts} 次没有办成：{failure.Message}",
            RaisedAt = clock.GetUtcNow(),
            TimerId = timer.Id,
        };
        db.Incidents.Add(incident);
        if (Standstill(timer.Kind, timer.ProcessKey) is { } what)
        {
            foreach (var role in new[] { Role.SafetyOfficeDirector, Role.SystemAdmin })
                await services.GetRequiredService<Notifier>().ToRole(role, new Placement(timer.StreetId, null, null, null), $"{what}：{failure.Message}", "/incidents", $"incident:{incident.Id:N}:{role}", null, ct);
            return;
        }
        if (await db.Cases.FindAsync([timer.CaseNumber], ct) is not { } @case)
            return;
        services.GetRequiredService<Journal>().Add(@case, "incident.raised", $"“{timer.ElementId}”{incident.Message}", timer.ElementId, new { incident.Id });
        foreach (var role in new[] { Role.SafetyOfficeDirector, Role.SystemAdmin })
            await services.GetRequiredService<Notifier>().ToRole(role, @case.Place, $"{@case.CaseNumber} 的定时步骤停滞：{failure.Message}", "/incidents", $"incident:{incident.Id:N}:{role}", @case, ct);
    }

    /// <summary>What stands still when it belongs to no case; otherwise null.</summary>
    private static string? Standstill(TimerKind kind, string? processKey) => kind switch
    {
        TimerKind.Start => $"流程“{processKey}”到时没有启动",
        TimerKind.Sweep => "每日核查追责情形没有办成",
        TimerKind.Recompute => "按新的参数或日历重算期限没有办成",
        _ => null,
    };

    /// <summary>Several hosts share the work out: what one has leased the others skip until the lease runs out.</summary>
    private async Task<List<(Guid InstanceId, Guid Id)>> TakeLease(string which, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        return (await scope.ServiceProvider.GetRequiredService<Committer>().Commit<List<(Guid, Guid)>>(async inside =>
        {
            await db.Session.Enter(inside);
            var (until, now) = (clock.GetUtcNow(), system.GetUtcNow());
            var timers = await db.Timers.Load($"{which} order by \"DueAt\", \"Id\" limit {BatchSize}{(settings.Provider == DatabaseProvider.Postgres ? " for update skip locked" : "")}",
                [until, now], inside);
            // On SQLite a second host meets what the first has written.
            if (settings.Provider == DatabaseProvider.Postgres)
                foreach (var timer in timers)
                    (timer.LeasedUntil, timer.LeasedBy) = (now + Lease, host);
            return timers.OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Id).Select(timer => (timer.InstanceId, timer.Id)).ToList();
        }, ct)).Value;
    }

    private static IQueryable<TimerRow> Ahead(RectificationDb db, DateTimeOffset until, DateTimeOffset now) => db.Timers.AsNoTracking()
        .Where(timer => timer.DueAt <= until && (timer.LeasedUntil == null || timer.LeasedUntil < now))
        .OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Id);
}
