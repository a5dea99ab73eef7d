using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

public sealed class AccountabilityQueries(RectificationDb db)
{
    /// <summary>Newest first. Seen by the street's and the community's roles, by the person concerned, and, of what was handed to it, by the discipline committee.</summary>
    [SuppressMessage("Globalization", "CA1309", Justification = "Translated to SQL, where numbers of one width compare as text.")]
    public async Task<Page<AccountabilityLine>> Search(AccountabilityFilter filter, Actor actor, string? after, int take, CancellationToken ct)
    {
        var cases = Seen(actor);
        if (filter.Source is { } source)
            cases = cases.Where(row => row.Sources.Contains(source));
        if (filter.IsOpen is { } open)
            cases = open
                ? cases.Where(row => row.State != AccountabilityState.Closed && row.State != AccountabilityState.Dismissed)
                : cases.Where(row => row.State == AccountabilityState.Closed || row.State == AccountabilityState.Dismissed);
        if (filter.Trigger is { } trigger)
            cases = cases.Where(row => row.Trigger == trigger);
        if (filter.Words is { Length: > 0 } words)
            cases = cases.Where(row => row.CaseNumber.Contains(words) || row.SubjectName.Contains(words) || row.Facts.Contains(words) || row.Sources.Contains(words));
        if (filter.CommunityId is { } community)
            cases = cases.Where(row => row.CommunityId == community);
        if (filter.Stage is { } stage)
            cases = stage == AccountabilityStage.Measure
                ? cases.Where(row => row.State == AccountabilityState.Decided)
                : cases.Where(row => row.State == AccountabilityState.Open || row.State == AccountabilityState.Heard);
        if (filter.Measure is { } measure)
            cases = cases.Where(row => row.Measure == measure);
        if (filter.OutageId is { } outage)
            cases = cases.Where(row => row.OutageId == outage);
        if (after is not null)
            cases = cases.Where(row => string.Compare(row.CaseNumber, after) < 0);
        take = Math.Clamp(take, 1, PageKey.MostRows);
        var rows = await cases.OrderByDescending(row => row.CaseNumber).Take(take + 1).ToListAsync(ct);
        var page = rows.Take(take).ToList();
        return new([.. page.Select(Line)], rows.Count > take ? page[^1].CaseNumber : null);
    }

    public Task<Page<AccountabilityLine>> List(string? source, Actor actor, string? after, int take, CancellationToken ct) =>
        Search(new AccountabilityFilter(source), actor, after, take, ct);

    public async Task<AccountabilityLine?> Find(string caseNumber, Actor actor, CancellationToken ct) =>
        await Seen(actor).FirstOrDefaultAsync(row => row.CaseNumber == caseNumber, ct) is { } found ? Line(found) : null;

    /// <summary>The facts of a case with their proof, the oldest first; the caller has made sure that the case may be seen.</summary>
    public async Task<ImmutableArray<FactLine>> Facts(string caseNumber, CancellationToken ct) =>
        [.. (await db.AccountabilityFacts.AsNoTracking().Where(row => row.CaseNumber == caseNumber).OrderBy(row => row.Id).ToListAsync(ct))
            .Select(row => new FactLine(row.Text, row.Source, row.FoundAt, row.SinceAt, row.ByName, row.Evidence, row.GoneAt, row.GoneReason))];

    /// <summary>The outages in which cases fell due, with how many, the newest first.</summary>
    public async Task<ImmutableArray<OutageLine>> Outages(Actor actor, CancellationToken ct)
    {
        var counts = await Seen(actor).Where(row => row.OutageId != null).GroupBy(row => row.OutageId!.Value)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(ct);
        if (counts.Count == 0)
            return [];
        Guid[] ids = [.. counts.Select(count => count.Key)];
        var outages = await db.Set<OutageRow>().AsNoTracking().Where(row => ids.Contains(row.Id)).OrderByDescending(row => row.From).ToListAsync(ct);
        return [.. outages.Select(outage => new OutageLine(outage.Id, outage.From, outage.To, counts.First(count => count.Key == outage.Id).Count))];
    }

    private IQueryable<AccountabilityCase> Seen(Actor actor)
    {
        var cases = db.AccountabilityCases.AsNoTracking();
        if (actor.IsSystem)
            return cases;
        Guid[] scopes = [.. actor.Areas];
        Guid[] committees = [.. actor.Grants.Where(grant => grant.Role == Role.DisciplineOfficer).Select(grant => grant.ScopeId)];
        var me = actor.UserName;
        return cases.Where(row => scopes.Contains(row.StreetId) || (row.CommunityId != null && scopes.Contains(row.CommunityId.Value))
            || row.SubjectUser == me
            || (committees.Contains(row.StreetId) && (row.Measure == Measures.Admonishment || row.Measure == Measures.ClueTransfer)));
    }

    private static AccountabilityLine Line(AccountabilityCase row) => new(row.CaseNumber, row.Trigger, row.SubjectKind, row.SubjectId, row.SubjectName,
        row.Period, row.SourceNumbers, row.Facts, row.Measure, row.State, row.Reason, row.Answer, row.OpenedAt, row.ClosedAt)
    {
        Proposed = row.Proposed,
        ProposedWhy = row.ProposedWhy,
        Follows = row.Follows,
        Requirements = row.Requirements,
        Feedback = row.Feedback,
        Result = row.Result,
        DecidedAt = row.DecidedAt,
        DecidedBy = row.DecidedByName,
        ListedUntil = row.ListedUntil,
        VanishedAt = row.VanishedAt,
        OutageId = row.OutageId,
        Document = row.Document,
        OpenedBy = row.OpenedByName,
        SubjectUser = row.SubjectUser,
    };
}

public sealed record AccountabilityLine(
    string CaseNumber, string Trigger, SubjectKind SubjectKind, string SubjectId, string SubjectName, string Period,
    ImmutableArray<string> Sources, string Facts, string? Measure, AccountabilityState State, string? Reason, string? Answer,
    DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt)
{
    public required string Proposed { get; init; }

    public string? ProposedWhy { get; init; }

    public string? Follows { get; init; }

    public string? Requirements { get; init; }

    public string? Feedback { get; init; }

    public string? Result { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? ListedUntil { get; init; }

    public DateTimeOffset? VanishedAt { get; init; }

    public Guid? OutageId { get; init; }

    public string? Document { get; init; }

    public string? OpenedBy { get; init; }

    public string? SubjectUser { get; init; }
}

/// <param name="Source">A hazard's number.</param>
/// <param name="IsOpen">Null for both.</param>
/// <param name="CommunityId">About a community or somebody or something in it.</param>
/// <param name="Stage">Only those under way, before or after the decision.</param>
/// <param name="Measure">Code of the decided measure.</param>
/// <param name="Words">Part of its number, its sources' numbers, its subject's name or the facts.</param>
public sealed record AccountabilityFilter(
    string? Source = null, bool? IsOpen = null, string? Trigger = null, Guid? OutageId = null, Guid? CommunityId = null, AccountabilityStage? Stage = null, string? Measure = null, string? Words = null);

/// <summary>Where an open case stands.</summary>
public enum AccountabilityStage
{
    /// <summary>Facts are checked or answered; nothing is decided.</summary>
    Undecided,

    /// <summary>A measure is decided and not yet over.</summary>
    Measure,
}

public sealed record FactLine(
    string Text, string? Source, DateTimeOffset FoundAt, DateTimeOffset? SinceAt, string? By, Evidence Evidence, DateTimeOffset? GoneAt, string? GoneReason);

public sealed record OutageLine(Guid Id, DateTimeOffset From, DateTimeOffset To, int Cases);
