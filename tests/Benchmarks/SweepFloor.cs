using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;
using Rectification.Sweeps;

namespace Rectification.Benchmarks;

/// <summary>The least that anybody must ask a night: how many there are of each kind that are not known yet, by hand-written SQL, without telling which.</summary>
internal static class SweepFloor
{
    public static async Task<(Dictionary<string, long> Counts, double TookMilliseconds)> Count(IServiceProvider services, DateTimeOffset at)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RectificationDb>();
        var street = (await db.OrgUnits.AsNoTracking().FirstAsync(unit => unit.Kind == OrgUnitKind.Street)).Id;
        var context = await scope.ServiceProvider.GetRequiredService<StreetSweep>().Context(street, at, at, default);
        var (now, first, last) = (at.UtcTicks, at.AddMonths(-1), DateOnly.FromDateTime(at.DateTime).AddDays(-1));
        (string Trigger, string Sql)[] counts =
        [
            ("N2", Task($""" "ElementId" in ('issue-notice', 'record-stop-measures', 'record-fix') and "CreatedAt" < {Before("trigger.n2-workdays")}""", "N2")),
            ("N4", Task($""" "ElementId" = 'revisit' and "DueAt" <= {now}""", "N4")),
            ("I5", Task($""" "ProcessKey" in ('hazard-rectification', 'enforcement', 'major-hazard-report', 'monthly-ledger') and "AssigneeId" is null and "OwnerId" is not null and "CreatedAt" < {Before("trigger.i5-workdays")}""", "I5")),
            ("I3", Hazard($""" "Level" = 'Major' and "SafetyNotGuaranteedAt" <= {at.AddHours(-context.Number("trigger.i3-hours")).UtcTicks}""", "I3")),
            ("I4", Hazard($""" "DeadlineMetAt" is null and "DeadlineAt" <= {Before("overdue.accountability")}""", "I4")),
            ("X5", $"""
                select ({Hazard($""" "Level" = 'Major' and "DeadlineMetAt" is null and "DeadlineAt" <= {at.AddDays(-context.Number("trigger.x5-days")).UtcTicks}""", "X5", "f.\"Element\" is null")})
                + ({Hazard($""" "Level" = 'Major' and "RegisteredAt" <= {at.AddDays(-context.Number("trigger.x5-open-days")).UtcTicks}""", "X5", $"f.\"Element\" = '{OverdueHazards.UnresolvedElement}'")})
                """),
            ("N3", $"""
                select count(*) from "OrgUnit" o where o."Kind" = 'Community' and exists (select 1 from "Site" s where s."CommunityId" = o."Id" and s."CreatedAt" <= {first.UtcTicks})
                and not exists (select 1 from "InspectionLine" l where l."CommunityId" = o."Id" and l."Day" >= '{first:yyyy-MM-dd}' and l."Day" <= '{last:yyyy-MM-dd}')
                """),
        ];
        await db.Database.OpenConnectionAsync();
        Dictionary<string, long> found = [];
        var clock = Stopwatch.StartNew();
        foreach (var (trigger, sql) in counts)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            (command.CommandText, command.CommandTimeout) = (sql, 600);
            found[trigger] = Convert.ToInt64(await command.ExecuteScalarAsync(), null);
        }
        return (found, clock.Elapsed.TotalMilliseconds);

        long Before(string setting) => context.BegunBefore(context.Number(setting)).UtcTicks;
    }

    private static string Task(string isLate, string trigger) => $"""
        select count(*) from "TaskRow" t where "State" = 'Open' and {isLate} and not exists (select 1 from "AccountabilityFact" f
        where f."StreetId" = t."StreetId" and f."Trigger" = '{trigger}' and f."Source" = t."CaseNumber" and f."FoundAt" >= t."CreatedAt")
        """;

    private static string Hazard(string isLate, string trigger, string isOfKind = "1 = 1") => $"""
        select count(*) from "Hazard" h where "EndedAt" is null and {isLate} and not exists (select 1 from "AccountabilityFact" f
        where f."StreetId" = h."StreetId" and f."Trigger" = '{trigger}' and f."Source" = h."CaseNumber" and {isOfKind})
        """;
}
