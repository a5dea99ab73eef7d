using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Storage;

namespace Rectification.Policies;

/// <param name="Unmatched">Sentences that are neither tied nor set aside.</param>
public sealed record PolicyLine(Guid Id, string Title, string FileName, DateTimeOffset AttachedAt, string AttachedByName, int Sentences, int Unmatched);

public sealed record PolicyView(PolicyLine Document, ImmutableArray<PolicySentence> Sentences);

/// <summary>The documents that a street attached. Scoped.</summary>
public sealed class PolicyQueries(RectificationDb db)
{
    public async Task<ImmutableArray<PolicyLine>> Documents(Guid streetId, CancellationToken ct)
    {
        var sentences = db.PolicySentences;
        return [.. await db.PolicyDocuments.Where(row => row.StreetId == streetId).OrderByDescending(row => row.AttachedAt)
            .Select(row => new PolicyLine(row.Id, row.Title, row.FileName, row.AttachedAt, row.AttachedByName,
                sentences.Count(sentence => sentence.DocumentId == row.Id),
                sentences.Count(sentence => sentence.DocumentId == row.Id && sentence.ClauseCode == null && !sentence.IsBeside)))
            .ToListAsync(ct)];
    }

    public async Task<Result<PolicyView>> Find(Guid id, Guid streetId, CancellationToken ct) =>
        (await Documents(streetId, ct)).FirstOrDefault(line => line.Id == id) is { } line
            ? new PolicyView(line, [.. await db.PolicySentences.AsNoTracking().Where(row => row.DocumentId == id).OrderBy(row => row.Number).ToListAsync(ct)])
            : PolicyProblems.NotFound;

    /// <summary>Sentences of the street's documents by the clause that they are tied to.</summary>
    public async Task<ILookup<string, (string Title, string Text)>> Tied(Guid streetId, CancellationToken ct) =>
        (await (from sentence in db.PolicySentences
                join document in db.PolicyDocuments on sentence.DocumentId equals document.Id
                where document.StreetId == streetId && sentence.ClauseCode != null
                orderby document.AttachedAt, sentence.Number
                select new { sentence.ClauseCode, document.Title, sentence.Text }).ToListAsync(ct))
            .ToLookup(each => each.ClauseCode!, each => (each.Title, each.Text));
}
