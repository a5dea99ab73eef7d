using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Accountability;

public sealed class AccountabilityQueries(RectificationDb db)
{
    /// <summary>Newest first; <paramref name="source"/> is a hazard's number. Seen by the street's and the community's roles, never by grid workers or enterprises.</summary>
    [SuppressMessage("Globalization", "CA1309", Justification = "Translated to SQL, where numbers of one width compare as text.")]
    public async Task<Page<AccountabilityLine>> List(string? source, Actor actor, string? after, int take, CancellationToken ct)
    {
        Guid[] scopes = [.. actor.Grants.Where(grant => grant.Role.SeesCases && grant.Role.Scope is ScopeKind.Street or ScopeKind.Community)
            .Select(grant => grant.ScopeId)];
        var cases = db.AccountabilityCases.AsNoTracking();
        if (!actor.IsSystem)
            cases = cases.Where(row => scopes.Contains(row.StreetId) || (row.CommunityId != null && scopes.Contains(row.CommunityId.Value)));
        if (source is not null)
            cases = cases.Where(row => row.Sources.Contains(source));
        if (after is not null)
            cases = cases.Where(row => string.Compare(row.CaseNumber, after) < 0);
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var rows = await cases.OrderByDescending(row => row.CaseNumber).Take(take + 1).ToListAsync(ct);
        var page = rows.Take(take).ToList();
        return new([.. page.Select(Line)], rows.Count > take ? page[^1].CaseNumber : null);
    }

    public async Task<AccountabilityLine?> Find(string caseNumber, Actor actor, CancellationToken ct) =>
        await db.AccountabilityCases.AsNoTracking().FirstOrDefaultAsync(row => row.CaseNumber == caseNumber, ct) is { } found
        && actor.Sees(new(found.StreetId, found.CommunityId, null, null)) ? Line(found) : null;

    private static AccountabilityLine Line(AccountabilityCase row) => new(row.CaseNumber, row.Trigger, row.SubjectKind, row.SubjectId, row.SubjectName,
        row.Period, row.SourceNumbers, row.Facts, row.Measure, row.State, row.Reason, row.Answer, row.OpenedAt, row.ClosedAt);
}

public sealed record AccountabilityLine(
    string CaseNumber, string Trigger, SubjectKind SubjectKind, string SubjectId, string SubjectName, string Period,
    ImmutableArray<string> Sources, string Facts, string? Measure, AccountabilityState State, string? Reason, string? Answer,
    DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);
