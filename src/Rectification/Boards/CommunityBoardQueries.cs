using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Hazards;
using Rectification.Ledgers;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;

namespace Rectification.Boards;

/// <summary>社区看板: what one community owes, how it stands, and what comes due next.</summary>
public sealed class CommunityBoardQueries(RectificationDb db, FigureQueries figures, Bites bites, SettingsQueries settings)
{
    /// <summary>The communities whose boards a person may open, in the order in which they were set up.</summary>
    public async Task<ImmutableArray<BoardPlace>> Places(Actor actor, CancellationToken ct) =>
        [.. (await db.OrgUnits.AsNoTracking().Where(unit => unit.StreetId == actor.StreetId && unit.Kind == OrgUnitKind.Community && unit.IsActive)
            .OrderBy(unit => unit.Id).Select(unit => new BoardPlace(unit.Id, unit.Name)).ToListAsync(ct)).Where(unit => actor.ReadsBoardOf(unit.Id))];

    public async Task<Result<CommunityBoard>> Find(Guid communityId, Month month, Actor actor, CancellationToken ct)
    {
        if (!actor.ReadsBoardOf(communityId) || await figures.Of(actor.StreetId, communityId, month, ct) is not { Communities: [var own], Rate: var street })
            return BoardAccess.NotYours;
        var reported = month.Add(-1);
        var asked = reported.ToString();
        var ledger = await db.LedgerMonths.AsNoTracking().FirstOrDefaultAsync(row => row.CommunityId == communityId && row.Month == asked, ct);
        var values = await settings.For(actor.StreetId, ct);
        var (start, end) = (month.StartsAt(Calendars.Offset), month.EndsAt(Calendars.Offset));
        var registered = await db.Hazards.CountAsync(hazard => hazard.CommunityId == communityId && hazard.StreetId == actor.StreetId && hazard.RegisteredAt >= start && hazard.RegisteredAt < end, ct);
        return new CommunityBoard(own, registered, month, street, Convert.ToInt32(values["trigger.n1-points"], null), Convert.ToInt32(values["trigger.n1-least"], null),
            reported, ledger, await bites.Of(actor.StreetId, own, ct));
    }
}

public sealed record BoardPlace(Guid Id, string Name);

/// <param name="Found">Registered in the month.</param>
/// <param name="Street">The whole street's rate, which the community's is measured by (003-4.1.1).</param>
/// <param name="BehindPoints">So many points under the street's lead to N1,</param>
/// <param name="BehindLeast">from so many due hazards on.</param>
/// <param name="ReportedMonth">The month whose list falls due in the board's month.</param>
/// <param name="Ledger">That list; null while it is not opened.</param>
public sealed record CommunityBoard(
    CommunityFigures Figures, int Found, Month Month, ClosingRate Street, int BehindPoints, int BehindLeast, Month ReportedMonth, LedgerMonth? Ledger, ComingBites Coming)
{
    /// <summary>As the month-end look would find it (N1).</summary>
    public bool IsBehind => Figures.Rate.Passed >= BehindLeast && Street.Percent - Figures.Rate.Percent >= BehindPoints;
}
