using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.People;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Ledgers;

/// <summary>Makes sure that every street's lists open by themselves each month; sent at start, harmless when all is well.</summary>
[AllowSystem]
public sealed record KeepLedgersOpening : ICommand<int>;

public sealed class KeepLedgersOpeningHandler(RectificationDb db, Workflows workflows, Numbers numbers, Calendars calendars, Journal journal, StreetClock clock)
    : ICommandHandler<KeepLedgersOpening, int>
{
    /// <returns>How many streets were taken in.</returns>
    public async Task<Result<int>> Handle(KeepLedgersOpening command, CancellationToken ct)
    {
        if (!await db.Definitions.AnyAsync(row => row.Key == Processes.Opening, ct))
            return 0;
        var kept = db.Instances.Where(row => row.DefinitionKey == Processes.Opening).Select(row => row.StreetId);
        var streets = await db.OrgUnits.Where(unit => unit.Kind == OrgUnitKind.Street && unit.IsActive && !kept.Contains(unit.Id)).OrderBy(unit => unit.Id).ToListAsync(ct);
        foreach (var street in streets)
        {
            var (now, calendar) = (clock.GetUtcNow(), await calendars.For(street.Id, ct));
            var @case = new CaseRow
            {
                CaseNumber = await numbers.Next("LC", calendar.DayOf(now).Year, ct),
                Kind = CaseKind.Other,
                Title = $"{street.Name}每月{LedgerWords.Title}的开启",
                ProcessKey = Processes.Opening,
                StreetId = street.Id,
                OpenedAt = now,
            };
            db.Cases.Add(@case);
            journal.Add(@case, "ledger.opening-kept", "每月 1 日为各社区开启上月清单");
            await workflows.Start(Processes.Opening, @case,
                Variables.Of(("caseNumber", @case.CaseNumber), ("nextOpeningAt", LedgerCalendar.NextOpening(now, calendar))), ct);
        }
        return streets.Count;
    }
}

/// <summary>On the 1st: opens last month's list for every community of the street, each once, and plans the next month. After an outage the months follow one by one.</summary>
public sealed class OpenLedgers(
    RectificationDb db, Workflows workflows, Numbers numbers, Calendars calendars, SettingsQueries settings, Journal journal) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        var streetId = job.Case.StreetId;
        var calendar = await calendars.For(streetId, ct);
        if (job.Variables["nextOpeningAt"] is not DateTimeOffset openingAt)
            return new JobAnswer.Failed("流程里没有下次开启的时间（nextOpeningAt）。请补上后重试。");
        var month = LedgerCalendar.MonthOf(openingAt, calendar);
        var values = await settings.For(streetId, ct);
        var dueAt = LedgerCalendar.DueAt(openingAt, Whole(values["ledger.due-day"]), calendar);
        var opened = db.LedgerMonths.Where(ledger => ledger.StreetId == streetId && ledger.Month == month).Select(ledger => ledger.CommunityId);
        var communities = await db.OrgUnits.AsNoTracking()
            .Where(unit => unit.StreetId == streetId && unit.Kind == OrgUnitKind.Community && unit.IsActive && !opened.Contains(unit.Id))
            .OrderBy(unit => unit.Id).ToListAsync(ct);
        foreach (var community in communities)
            await Open(community, month, openingAt, dueAt, values, calendar, job.At, ct);
        return new JobAnswer.Done(Variables.Of(("nextOpeningAt", LedgerCalendar.NextOpening(openingAt, calendar))));
    }

    private async Task Open(
        OrgUnit community, string month, DateTimeOffset openingAt, DateTimeOffset dueAt, SettingValues values, WorkCalendar calendar, DateTimeOffset now, CancellationToken ct)
    {
        var @case = new CaseRow
        {
            CaseNumber = await numbers.Next("TZ", calendar.DayOf(openingAt).Year, ct),
            Kind = CaseKind.Ledger,
            Title = $"{community.Name}{LedgerWords.MonthName(month)}{LedgerWords.Title}",
            ProcessKey = Processes.Ledger,
            PremisesName = community.Name,
            StreetId = community.StreetId,
            CommunityId = community.Id,
            OpenedAt = now,
        };
        db.Cases.Add(@case);
        db.LedgerMonths.Add(new()
        {
            CaseNumber = @case.CaseNumber,
            StreetId = community.StreetId,
            CommunityId = community.Id,
            CommunityName = community.Name,
            Month = month,
            OpenedAt = now,
            DueAt = dueAt,
        });
        var late = now - openingAt > TimeSpan.FromHours(1) ? $"（系统停机后补开，应于{calendar.DayOf(openingAt):M月d日}开启）" : "";
        journal.Add(@case, "ledger.opened", $"开启{LedgerWords.MonthName(month)}清单{late}", data: new { month, dueAt });
        await workflows.Start(Processes.Ledger, @case, Variables.Of(
            ("caseNumber", @case.CaseNumber),
            ("month", month),
            ("openingAt", openingAt),
            ("fileDueAt", dueAt),
            ("nextReminderAt", LedgerCalendar.NextReminder(openingAt, now, Days(values["ledger.reminder-days"]), calendar))), ct);
    }

    internal static int Whole(object? value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);

    internal static ImmutableArray<int> Days(object? value) => value is ImmutableArray<object?> list ? [.. list.Select(Whole)] : [];
}

/// <summary>The names of this room's drawings.</summary>
public static class Processes
{
    public const string Ledger = "monthly-ledger";

    public const string Opening = "month-opening";
}
