using Microsoft.EntityFrameworkCore;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>Says of facts whether they are still so. The rooms that found them know; what nobody knows stands.</summary>
public interface IStandingFacts
{
    /// <summary>Of these facts, those that are no longer so, each with the reason for people.</summary>
    Task<IReadOnlyDictionary<Guid, string>> Gone(Guid streetId, IReadOnlyCollection<StandingFact> facts, DateTimeOffset at, CancellationToken ct);
}

/// <summary>A fact as far as it is needed to ask whether it still stands.</summary>
public sealed record StandingFact(
    Guid Id, string CaseNumber, string Trigger, string Occurrence, string? Source, string SubjectId, string Period, string? Element, DateTimeOffset FoundAt);

/// <summary>Facts that vanish before the decision (done meanwhile) are told on the case, and dismissal is proposed with that reason. Scoped.</summary>
public sealed class VanishedFacts(RectificationDb db, IEnumerable<IStandingFacts> standing, Journal journal, Notifier notifier)
{
    public async Task Check(AccountabilityCase subject, CaseRow @case, DateTimeOffset at, CancellationToken ct)
    {
        if (!subject.IsUndecided || subject.VanishedAt is not null)
            return;
        var facts = await db.AccountabilityFacts.Where(row => row.CaseNumber == subject.CaseNumber && row.GoneAt == null).ToListAsync(ct);
        if (facts.Count == 0)
            return;
        var asked = facts.ConvertAll(fact => new StandingFact(fact.Id, fact.CaseNumber, fact.Trigger, fact.Occurrence, fact.Source, fact.SubjectId, subject.Period, fact.Element, fact.FoundAt));
        var gone = new Dictionary<Guid, string>();
        foreach (var each in standing)
            foreach (var (id, reason) in await each.Gone(subject.StreetId, asked, at, ct))
                gone.TryAdd(id, reason);
        await Mark(subject, @case, facts, gone, at, ct);
    }

    /// <summary>Marks what was found gone; once nothing stands any more, says so and proposes dismissal.</summary>
    public async Task Mark(
        AccountabilityCase subject, CaseRow @case, IReadOnlyCollection<AccountabilityFact> facts, IReadOnlyDictionary<Guid, string> gone, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var fact in facts.Where(fact => fact.GoneAt is null))
            if (gone.TryGetValue(fact.Id, out var reason))
                fact.Vanish(reason, at);
        var grounds = facts.Any(fact => !fact.IsClimb) ? facts.Where(fact => !fact.IsClimb).ToList() : [.. facts];
        if (grounds.Exists(fact => fact.GoneAt is null) || !subject.IsUndecided || subject.VanishedAt is not null)
            return;
        var why = $"情形已消除：{string.Join("；", grounds.Select(fact => fact.GoneReason).Distinct())}";
        subject.Vanish(why, at);
        journal.Add(@case, "accountability.vanished", $"{why}，建议不予追究");
        await notifier.ToRole(Role.SafetyOfficeDirector, @case.Place, $"{subject.CaseNumber} {why}，建议不予追究：{@case.Title}",
            $"/accountability/{subject.CaseNumber}", $"accountability:{subject.CaseNumber}:vanished", @case, ct);
    }
}
