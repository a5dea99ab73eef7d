using Rectification.Requests;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>
/// The deadlines of running processes that are due, the earliest first, in one transaction. Hosts and workers share them out by locks that nobody waits for, not by leases:
/// what a killed host was working on is free at once. One that breaks takes all of them with it; then each is fired by itself.
/// </summary>
[AllowSystem]
public sealed record FireDueTimers : ICommand<FiredTimers>;

/// <param name="Count">How many were settled.</param>
/// <param name="MayBeMore">Whether as many were due as go into one transaction.</param>
public sealed record FiredTimers(int Count, bool MayBeMore);

public sealed class FireDueTimersHandler(RectificationDb db, TimerFiring firing, DatabaseSettings settings, StreetClock clock, TimeProvider system) : ICommandHandler<FireDueTimers, FiredTimers>
{
    private const int Most = 100;

    // On SQLite nobody else writes meanwhile.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(100);

    public async Task<Result<FiredTimers>> Handle(FireDueTimers command, CancellationToken ct)
    {
        var since = system.GetTimestamp();
        var due = settings.Provider == DatabaseProvider.Postgres ? await Claim(ct) : await Due(ct);
        var count = 0;
        foreach (var timer in due)
        {
            if (count > 0 && settings.Provider == DatabaseProvider.Sqlite && system.GetElapsedTime(since) > Longest)
                return new FiredTimers(count, MayBeMore: true);
            await firing.Fire(timer.InstanceId, timer.Id, ct);
            count++;
        }
        return new FiredTimers(count, due.Count == Most);
    }

    private async Task<List<TimerRow>> Due(CancellationToken ct)
    {
        await db.Session.Enter(ct);
        return await db.Timers.Load($"""
            "DueAt" <= $1 and ("LeasedUntil" is null or "LeasedUntil" < $2) and "Kind" in ('Token', 'TaskDue') and "Attempts" = 0 order by "DueAt", "Id" limit {Most}
            """, [clock.GetUtcNow(), system.GetUtcNow()], ct);
    }

    /// <summary>
    /// Locks the timer with its process and its case, and skips what others hold: of one case only one host fires at a time, in the order of the deadlines,
    /// and nobody who works on the case can be waited for in a circle. Then all that firing needs to know, asked at once.
    /// </summary>
    private async Task<List<TimerRow>> Claim(CancellationToken ct)
    {
        await db.Session.Enter(ct);
        var timers = await db.Timers.Load($"""
            ("InstanceId", "Id") in (with mine as materialized (
                select t."InstanceId", t."Id" from "TimerRow" t
                join "InstanceRow" i on i."Id" = t."InstanceId" join "CaseRow" c on c."CaseNumber" = t."CaseNumber"
                where t."DueAt" <= $1 and (t."LeasedUntil" is null or t."LeasedUntil" < $2) and t."Kind" in ('Token', 'TaskDue') and t."Attempts" = 0
                order by t."DueAt", t."Id" limit {Most} for update of t, i, c skip locked)
            select "InstanceId", "Id" from mine)
            """, [clock.GetUtcNow(), system.GetUtcNow()], ct);
        if (timers.Count == 0)
            return [];
        const string OfThese = "\"CaseNumber\" = any (string_to_array($1, ','))";
        string[] numbers = [.. timers.Select(timer => timer.CaseNumber).Distinct()];
        var list = string.Join(',', numbers);
        await db.Session.Ask([db.Cases.Where(OfThese, list), db.Instances.Where(OfThese, list), db.Tasks.Where($"{OfThese} and \"State\" = 'Open'", list)], ct);
        foreach (var number in numbers)
            db.Instances.MarkLoaded(Workflows.OfCase, number);
        return [.. timers.OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Id)];
    }
}
