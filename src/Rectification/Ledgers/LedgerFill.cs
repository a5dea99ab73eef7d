using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Hazards;
using Rectification.Premises;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Ledgers;

/// <summary>Fills a month's list from the data: what was found in the month, and what came from before and was not yet struck off when it began (⚙). Scoped.</summary>
public sealed class LedgerFill(RectificationDb db, SettingsQueries settings, Calendars calendars)
{
    /// <summary>The rows as they stand now, corrections applied; rows left out at the end.</summary>
    public async Task<ImmutableArray<LedgerLine>> Rows(LedgerMonth ledger, DateTimeOffset now, CancellationToken ct)
    {
        var calendar = await calendars.For(ledger.StreetId, ct);
        var (from, to) = Span(ledger.Month, calendar);
        var withEarlier = (await settings.For(ledger.StreetId, ct))["ledger.carry-over"] is true;
        var hazards = await db.Hazards.AsNoTracking()
            .Where(row => row.CommunityId == ledger.CommunityId && row.RegisteredAt < to
                && (row.RegisteredAt >= from || (withEarlier && (row.EndedAt == null || row.EndedAt >= from)))
                && row.State != HazardState.NoHazard && row.State != HazardState.Withdrawn && row.State != HazardState.Merged)
            .OrderBy(row => row.CaseNumber).ToListAsync(ct);
        var places = hazards.Select(row => row.PremisesId).Distinct().ToArray();
        var addresses = await db.Sites.AsNoTracking().Where(site => places.Contains(site.Id)).Select(site => new { site.Id, site.Address })
            .ToDictionaryAsync(site => site.Id, site => site.Address, ct);
        var corrections = await Corrections(ledger.CaseNumber, ct);
        var lines = hazards.Select(hazard => Corrected(
            new(hazard.CaseNumber, hazard.RegisteredAt < from, null, Cells(hazard, addresses.GetValueOrDefault(hazard.PremisesId, ""), calendar, now)),
            corrections[hazard.CaseNumber]));
        return [.. lines.OrderBy(line => line.LeftOut is not null).ThenBy(line => line.IsCarriedOver).ThenBy(line => line.HazardNumber, StringComparer.Ordinal)];
    }

    /// <summary>The month as instants of the street.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Span(string month, WorkCalendar calendar)
    {
        var first = DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (calendar.EndOfDay(first.AddDays(-1)), calendar.EndOfDay(first.AddMonths(1).AddDays(-1)));
    }

    private async Task<ILookup<string, LedgerCorrection>> Corrections(string caseNumber, CancellationToken ct) =>
        (await db.LedgerCorrections.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderBy(row => row.Number).ToListAsync(ct))
        .ToLookup(row => row.HazardNumber);

    private static LedgerLine Corrected(LedgerLine line, IEnumerable<LedgerCorrection> corrections)
    {
        foreach (var correction in corrections)
            line = correction.Column is not { } column
                ? line with { LeftOut = correction.After == LedgerCorrection.LeftOut ? $"{correction.Reason}（{correction.ByName}）" : null }
                : line with
                {
                    Cells = line.Cells.SetItem((int)column, new(correction.After, line[column].Was ?? line[column].Value, correction.Reason, correction.ByName, correction.At)),
                };
        return line;
    }

    private static ImmutableArray<LedgerCell> Cells(Hazard hazard, string address, WorkCalendar calendar, DateTimeOffset now)
    {
        string?[] texts =
        [
            hazard.PremisesName,
            address,
            hazard.Description,
            $"{HazardCategories.NameOf(hazard.Category)} · {hazard.Level.ChineseName}",
            LedgerWords.Day(calendar.DayOf(hazard.RegisteredAt)),
            hazard.RegisteredByName,
            hazard.Measures,
            hazard.DeadlineAt is { } at ? LedgerWords.Day(calendar.DeadlineDay(at)) : hazard.Level == HazardLevel.OnTheSpot ? "当场" : null,
            hazard.GridOwnerName,
            hazard.AcceptorName,
            Progress(hazard, now),
            hazard is { State: HazardState.Closed or HazardState.ClosedDown, EndedAt: { } ended } ? LedgerWords.Day(calendar.DayOf(ended)) : null,
        ];
        return [.. texts.Select(text => new LedgerCell(text ?? ""))];
    }

    private static string Progress(Hazard hazard, DateTimeOffset now)
    {
        var text = hazard.State switch
        {
            HazardState.Registered => hazard.Level == HazardLevel.OnTheSpot ? "当场整改中" : "已登记",
            HazardState.Rectifying => "整改中",
            HazardState.InEnforcement => hazard.UnderSuspension ? "拒不整改，已停产停业" : "拒不整改，执法中",
            HazardState.InAcceptance => "验收中",
            HazardState.ClosedDown => "已依法关停",
            _ => "已整改销号",
        };
        if (hazard.Extensions > 0 && !hazard.State.IsFinal)
            text += $"，延期 {hazard.Extensions} 次";
        return hazard.IsOverdue(now) ? text + "，已逾期" : text;
    }
}
