using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Oversight;
using Rectification.Storage;

namespace Rectification.Sweeps;

/// <summary>
/// 明显进展 (003-4.2.2), asked before the ladder climbs: what happened once stays a fact for whoever decides, yet what it was about may have been put right since.
/// Of N1 the rate is taken anew, of N5 the hazard behind the suspension is looked at.
/// </summary>
public sealed class Progress(RectificationDb db, ClosingRates closing)
{
    /// <summary>Whether the system can tell; N5 that supervision found false later is known to people only.</summary>
    public static bool Knows(string trigger, string? element) => trigger == "N1" || (trigger == "N5" && element == Resumption.TooEarlyElement);

    /// <summary>Those of these facts since which progress was made.</summary>
    public async Task<ImmutableHashSet<Guid>> Made(SweepContext sweep, IReadOnlyCollection<StandingFact> facts, CancellationToken ct) =>
        [.. await CaughtUp(sweep, facts.Where(fact => fact.Trigger == "N1"), ct), .. await Ended(facts.Where(fact => fact.Trigger == "N5").ToList(), ct)];

    private async Task<List<Guid>> CaughtUp(SweepContext sweep, IEnumerable<StandingFact> facts, CancellationToken ct)
    {
        var found = new List<Guid>();
        foreach (var group in facts.GroupBy(fact => fact.Period))
            if (Month.Read(group.Key) is { } month)
            {
                var behind = (await closing.BehindTheStreet(sweep, sweep.StartOf(month), sweep.At, ct)).Communities.Select(each => Subject.Text(each.Key)).ToHashSet();
                found.AddRange(group.Where(fact => !behind.Contains(fact.SubjectId)).Select(fact => fact.Id));
            }
        return found;
    }

    private async Task<IEnumerable<Guid>> Ended(List<StandingFact> facts, CancellationToken ct)
    {
        if (facts.Count == 0)
            return [];
        string[] numbers = [.. facts.Select(fact => fact.Source).OfType<string>().Distinct()];
        var ended = await db.Hazards.AsNoTracking().Where(hazard => numbers.Contains(hazard.CaseNumber) && hazard.EndedAt != null).Select(hazard => hazard.CaseNumber).ToListAsync(ct);
        return facts.Where(fact => fact.Source is { } source && ended.Contains(source)).Select(fact => fact.Id);
    }
}
