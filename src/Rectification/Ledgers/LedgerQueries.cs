using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Ledgers;

/// <summary>Reads of the monthly lists within a person's scope.</summary>
public sealed class LedgerQueries(RectificationDb db, LedgerFill fill, StreetClock clock)
{
    /// <summary>Newest first. Grid workers and enterprises have lists of their own and don't see those of the community.</summary>
    [SuppressMessage("Globalization", "CA1309", Justification = "Translated to SQL, where numbers of one width compare as text.")]
    public async Task<Page<LedgerHead>> List(LedgerFilter filter, Actor actor, string? after, int take, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var ledgers = Visible(actor);
        if (filter.Month is { } month)
            ledgers = ledgers.Where(row => row.Month == month);
        if (filter.CommunityId is { } community)
            ledgers = ledgers.Where(row => row.CommunityId == community);
        if (filter.State is { } state)
            ledgers = ledgers.Where(row => row.State == state);
        if (filter.MissingOnly)
            ledgers = ledgers.Where(row => row.FirstConfirmedAt == null && row.DueAt <= now);
        if (after is not null)
            ledgers = ledgers.Where(row => string.Compare(row.CaseNumber, after) < 0);
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var rows = await ledgers.OrderByDescending(row => row.CaseNumber).Take(take + 1).ToListAsync(ct);
        var page = rows.Take(take).ToList();
        return new([.. page.Select(row => new LedgerHead(row, Standing(row, now)))], rows.Count > take ? page[^1].CaseNumber : null);
    }

    /// <summary>The months for which there is any list in the person's scope, newest first.</summary>
    public async Task<ImmutableArray<string>> Months(Actor actor, CancellationToken ct) =>
        [.. await Visible(actor).Select(row => row.Month).Distinct().OrderDescending().ToListAsync(ct)];

    /// <summary>One list with its rows: as they stand while it is being filled, as filed afterwards.</summary>
    /// <param name="edition">An earlier filing; null for what holds now.</param>
    public async Task<Result<LedgerView>> Find(string caseNumber, int? edition, Actor actor, CancellationToken ct)
    {
        if (await Visible(actor).FirstOrDefaultAsync(row => row.CaseNumber == caseNumber, ct) is not { } ledger)
            return LedgerProblems.NotFound;
        if (edition is { } asked && (asked < 1 || asked > ledger.Edition))
            return Problem.NotFound("ledger.no-edition", $"这份清单没有第 {asked} 版");
        var now = clock.GetUtcNow();
        var isDraft = edition is null && ledger.State == LedgerState.Filling;
        var shown = edition ?? ledger.Edition;
        var lines = isDraft ? await fill.Rows(ledger, now, ct)
            : [.. (await db.LedgerRows.AsNoTracking().Where(row => row.CaseNumber == caseNumber && row.Edition == shown).OrderBy(row => row.Line).ToListAsync(ct)).Select(LedgerLine.Of)];
        var corrections = await db.LedgerCorrections.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderByDescending(row => row.Number).ToListAsync(ct);
        var street = await db.OrgUnits.Where(unit => unit.Id == ledger.StreetId).Select(unit => unit.Name).FirstOrDefaultAsync(ct) ?? "";
        return new LedgerView(new(ledger, Standing(ledger, now)), street, isDraft, isDraft ? ledger.Edition + 1 : shown, isDraft ? now : ledger.FiledAt ?? now, lines, [.. corrections]);
    }

    /// <summary>The months that a community did not report in time and has not reported since: the fact behind 003-4.1.7. For the system and the boards.</summary>
    public async Task<ImmutableArray<LedgerMonth>> Missing(Guid streetId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return [.. await db.LedgerMonths.AsNoTracking().Where(row => row.StreetId == streetId && row.FirstConfirmedAt == null && row.DueAt <= now)
            .OrderBy(row => row.CaseNumber).ToListAsync(ct)];
    }

    private IQueryable<LedgerMonth> Visible(Actor actor)
    {
        Guid[] scopes = [.. actor.Areas];
        var ledgers = db.LedgerMonths.AsNoTracking();
        return actor.IsSystem ? ledgers : ledgers.Where(row => scopes.Contains(row.StreetId) || scopes.Contains(row.CommunityId));
    }

    private static LedgerStanding Standing(LedgerMonth ledger, DateTimeOffset now) =>
        ledger.IsMissing(now) ? LedgerStanding.Missing
        : ledger.FirstConfirmedAt is null ? LedgerStanding.Open
        : ledger.IsLate ? LedgerStanding.Late
        : LedgerStanding.OnTime;
}

public sealed record LedgerFilter(string? Month = null, Guid? CommunityId = null, LedgerState? State = null, bool MissingOnly = false);

/// <summary>How it stands against the due day.</summary>
public enum LedgerStanding
{
    Open,
    OnTime,
    Late,
    Missing,
}

public sealed record LedgerHead(LedgerMonth Month, LedgerStanding Standing);

/// <param name="IsDraft">Not filed yet, or sent back: the rows follow the data.</param>
/// <param name="Edition">The one shown; of a draft the one that it will become.</param>
/// <param name="AsOf">The instant that the rows speak of.</param>
/// <param name="Lines">Those left out at the end.</param>
/// <param name="Corrections">Newest first.</param>
public sealed record LedgerView(
    LedgerHead Head, string StreetName, bool IsDraft, int Edition, DateTimeOffset AsOf, ImmutableArray<LedgerLine> Lines, ImmutableArray<LedgerCorrection> Corrections)
{
    public LedgerMonth Month => Head.Month;

    /// <summary>With 序号 on paper.</summary>
    public IEnumerable<LedgerLine> Listed => Lines.Where(line => line.LeftOut is null);
}
