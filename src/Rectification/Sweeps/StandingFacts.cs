using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Enforcement;
using Rectification.Hazards;
using Rectification.Hazards.Jobs;
using Rectification.Ledgers;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>Whether facts are still so, asked of the rows that they came from, for many at once. What happened once and cannot be undone stands.</summary>
public sealed class StandingFacts(RectificationDb db, Outages outages) : IStandingFacts
{
    public const string LedgerElement = "ledger";

    /// <summary>Whether the system can tell; what only people know it does not climb by itself.</summary>
    public static bool Knows(string trigger, string? element) =>
        trigger is "N2" or "N4" or "N6" or "N7" or "N3" or "I5" or "I1" or "I3" or "L3" or "X5" || (trigger == "I4" && element is OverdueHazards.OverdueElement or ExtensionsUsedUp.Element);

    public async Task<IReadOnlyDictionary<Guid, string>> Gone(Guid streetId, IReadOnlyCollection<StandingFact> facts, DateTimeOffset at, CancellationToken ct)
    {
        var gone = new Dictionary<Guid, string>();
        await Tasks(facts.Where(fact => fact.Trigger is "N2" or "N4" or "N6" or "N7" or "I5" && fact.Element != LedgerElement && fact.Source is not null).ToList(), gone, ct);
        await MonthlyLists(facts.Where(fact => fact.Element == LedgerElement && fact.Source is not null).ToList(), gone, ct);
        await Hazards(facts.Where(fact => fact.Trigger is "I3" or "L3" or "X5" or "I4" && Knows(fact.Trigger, fact.Element) && fact.Source is not null).ToList(), gone, ct);
        await Persons(streetId, facts.Where(fact => fact.Trigger == "I1").ToList(), at, gone, ct);
        await Ledgers(facts.Where(fact => fact.Trigger == "N3").ToList(), gone, ct);
        return gone;
    }

    private async Task Tasks(List<StandingFact> facts, Dictionary<Guid, string> gone, CancellationToken ct)
    {
        if (facts.Count == 0)
            return;
        string[] numbers = [.. facts.Select(fact => fact.Source!).Distinct()];
        var open = (await db.Tasks.AsNoTracking().Where(task => numbers.Contains(task.CaseNumber) && task.State == TaskState.Open)
            .Select(task => new { task.CaseNumber, task.ElementId, task.AssigneeId, task.AssigneeName, task.CreatedAt, task.HandOns }).ToListAsync(ct)).ToLookup(task => (task.CaseNumber, task.ElementId));
        foreach (var fact in facts)
        {
            var still = open[(fact.Source!, fact.Element ?? "")].Where(task => task.CreatedAt <= fact.FoundAt).ToList();
            if (still.Count == 0)
                gone[fact.Id] = $"{fact.Source} 有关事项已经办理";
            else if (fact.Trigger == "I5" && still.TrueForAll(task => task.AssigneeId is not null && task.HandOns == 0))
                gone[fact.Id] = $"{fact.Source} 有关任务已由{still[0].AssigneeName}签收";
        }
    }

    private async Task MonthlyLists(List<StandingFact> facts, Dictionary<Guid, string> gone, CancellationToken ct)
    {
        if (facts.Count == 0)
            return;
        string[] numbers = [.. facts.Select(fact => fact.Source!).Distinct()];
        var confirmed = await db.LedgerMonths.AsNoTracking().Where(ledger => numbers.Contains(ledger.CaseNumber) && ledger.FirstConfirmedAt != null)
            .Select(ledger => ledger.CaseNumber).ToListAsync(ct);
        foreach (var fact in facts.Where(fact => confirmed.Contains(fact.Source!)))
            gone[fact.Id] = $"{fact.Source} 清单已经确认报送";
    }

    private async Task Hazards(List<StandingFact> facts, Dictionary<Guid, string> gone, CancellationToken ct)
    {
        if (facts.Count == 0)
            return;
        string[] numbers = [.. facts.Select(fact => fact.Source!).Distinct()];
        var acts = db.EnforcementRecords;
        var hazards = await db.Hazards.AsNoTracking().Where(hazard => numbers.Contains(hazard.CaseNumber)).Select(hazard => new
        {
            hazard.CaseNumber, hazard.EndedAt, hazard.DeadlineMetAt, hazard.ClosureClockAt,
            Ordered = acts.Any(act => act.CaseNumber == hazard.CaseNumber && (act.Act == EnforcementAct.StopOrder || act.Act == EnforcementAct.Suspension)),
            Proposed = acts.Any(act => act.CaseNumber == hazard.CaseNumber && act.Act == EnforcementAct.ClosureProposed && act.At >= hazard.ClosureClockAt),
        }).ToDictionaryAsync(hazard => hazard.CaseNumber, ct);
        foreach (var fact in facts)
        {
            if (!hazards.TryGetValue(fact.Source!, out var hazard))
                continue;
            if (hazard.EndedAt is not null)
                gone[fact.Id] = $"{fact.Source} 已经销号或结束";
            else if (fact.Trigger == "I3" && hazard.Ordered)
                gone[fact.Id] = $"{fact.Source} 已依法责令停止";
            else if (fact.Trigger == "L3" && (hazard.Proposed || hazard.ClosureClockAt is null))
                gone[fact.Id] = $"{fact.Source} 已报请依法关闭";
            else if (fact.Trigger is "I4" or "X5" && fact.Element != OverdueHazards.UnresolvedElement && hazard.DeadlineMetAt is not null)
                gone[fact.Id] = $"{fact.Source} 已复查认定整改到位";
        }
    }

    private async Task Persons(Guid streetId, List<StandingFact> facts, DateTimeOffset at, Dictionary<Guid, string> gone, CancellationToken ct)
    {
        Guid?[] persons = [.. facts.Select(fact => Guid.TryParse(fact.SubjectId, out var id) ? (Guid?)id : null).Where(id => id is not null).Distinct()];
        if (persons.Length == 0)
            return;
        // Whoever holds it answers for it, and the owner named at opening while nobody does.
        var open = await db.Tasks.AsNoTracking().Where(task => task.StreetId == streetId && task.State == TaskState.Open && task.DueAt <= at && persons.Contains(task.AssigneeId ?? task.OwnerId)
            && task.ProcessKey != OpenAccountability.Process).Select(task => new { Person = (task.AssigneeId ?? task.OwnerId)!.Value, task.CreatedAt, DueAt = task.DueAt!.Value }).ToListAsync(ct);
        var down = open.Count == 0 ? [] : await outages.Between(open.Min(task => task.CreatedAt), at, ct);
        var late = open.Where(task => Outages.Extend(task.CreatedAt, task.DueAt, down) <= at).Select(task => task.Person).ToHashSet();
        foreach (var fact in facts)
            if (Guid.TryParse(fact.SubjectId, out var id) && !late.Contains(id))
                gone[fact.Id] = "逾期任务已全部办理";
    }

    private async Task Ledgers(List<StandingFact> facts, Dictionary<Guid, string> gone, CancellationToken ct)
    {
        Guid[] communities = [.. facts.Select(fact => Guid.TryParse(fact.SubjectId, out var id) ? id : default).Where(id => id != default).Distinct()];
        if (communities.Length == 0)
            return;
        var since = facts.Min(fact => fact.FoundAt);
        var day = DateOnly.FromDateTime(since.ToOffset(Calendars.Offset).DateTime);
        var newest = await db.InspectionLines.AsNoTracking().Where(line => communities.Contains(line.CommunityId) && line.Day >= day && line.At >= since).GroupBy(line => line.CommunityId)
            .Select(group => new { group.Key, At = group.Max(line => line.At) }).ToDictionaryAsync(row => row.Key, row => row.At, ct);
        foreach (var fact in facts)
            if (Guid.TryParse(fact.SubjectId, out var community) && newest.TryGetValue(community, out var at) && at >= fact.FoundAt)
                gone[fact.Id] = "台账已开始记录";
    }
}
