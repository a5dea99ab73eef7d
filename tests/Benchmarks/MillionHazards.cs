using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.Ledgers;
using Rectification.Oversight;
using Rectification.People;
using Rectification.Premises;
using Rectification.Storage;
using Rectification.Sweeps;
using Rectification.Workflow;

namespace Rectification.Benchmarks;

/// <summary>
/// A street of 200 communities with two years of hazards before the first of next month, every twentieth still open. What was late in earlier nights is known;
/// about one in thirty is news to this one, as after a very bad day.
/// </summary>
internal sealed class MillionHazards
{
    public const int Communities = 200;

    private const int GridsEach = 5;
    private const int Sites = 20_000;
    private const int OpenEvery = 20;
    private const int NewsEvery = 31;
    private const int MonthsOfVisits = 12;
    private const int DutiesAMonth = 2_000;

    private readonly Guid street;
    private readonly int hazards;
    private readonly OrgUnit[] communities;
    private readonly OrgUnit[] grids;
    private readonly User[] workers;
    private readonly Site[] sites;

    private MillionHazards(Guid street, int hazards)
    {
        (this.street, this.hazards) = (street, hazards);
        communities = [.. Enumerable.Range(0, Communities).Select(i => new OrgUnit { Kind = OrgUnitKind.Community, Name = $"第 {i} 社区", ParentId = street, StreetId = street })];
        grids = [.. communities.SelectMany(community => Enumerable.Range(0, GridsEach).Select(i => new OrgUnit { Kind = OrgUnitKind.Grid, Name = $"{community.Name}{i} 格", ParentId = community.Id, StreetId = street }))];
        workers = [.. grids.Select((grid, i) => new User
        {
            Id = Guid.CreateVersion7(), UserName = $"worker{i}", NormalizedUserName = $"WORKER{i}", Name = $"王敏{i}", StreetId = street, SecurityStamp = "-", ConcurrencyStamp = "-",
        })];
        sites = [.. Enumerable.Range(0, Sites).Select(i => new Site
        {
            Name = $"第 {i} 号加工点", Address = "工业路", Kind = SiteKind.Business, Category = "服装加工", StreetId = street,
            CommunityId = grids[i % grids.Length].ParentId!.Value, GridId = grids[i % grids.Length].Id, CreatedAt = At.AddYears(-2),
        })];
    }

    /// <summary>Midnight before the first of the next month: the sweep judges the month that ends, boards show it.</summary>
    public static DateTimeOffset At { get; } = Month.Of(DateOnly.FromDateTime(DateTime.Today)).EndsAt(TimeSpan.FromHours(8));

    public static async Task<Guid> Fill(RectificationDb db, int hazards)
    {
        var street = (await db.OrgUnits.AsNoTracking().FirstAsync(unit => unit.Kind == OrgUnitKind.Street)).Id;
        var million = new MillionHazards(street, hazards);
        await million.Write(db);
        return million.communities[Communities / 2].Id;
    }

    private async Task Write(RectificationDb db)
    {
        await Bulk.Insert(db, communities);
        await Bulk.Insert(db, grids);
        await Bulk.Insert(db, workers);
        await Bulk.Insert(db, workers.Select((worker, i) => new RoleGrant { UserId = worker.Id, Role = Role.GridWorker, ScopeId = grids[i].Id, StreetId = street, GrantedAt = At.AddYears(-2) }));
        await Bulk.Insert(db, sites);
        await Bulk.Insert(db, Enumerable.Range(0, hazards).Select(HazardOf), withoutIndices: true);
        var open = Enumerable.Range(0, hazards).Where(i => i % OpenEvery == 0).ToList();
        await Bulk.Insert(db, open.Select(TaskOf), withoutIndices: true);
        // Of every month most premises were visited; half of the communities kept no ledger in the last one.
        await Bulk.Insert(db, Enumerable.Range(0, MonthsOfVisits * Sites).Where(i => i % 10 != 0 && (i >= Sites || i % grids.Length / GridsEach % 2 == 0)).Select(VisitOf), withoutIndices: true);
        await Bulk.Insert(db, Enumerable.Range(0, MonthsOfVisits * DutiesAMonth).Select(DutyOf));
        await Bulk.Insert(db, Enumerable.Range(1, MonthsOfVisits).SelectMany(back => communities.Select((community, i) => LedgerOf(back, community, i))));
        var known = open.Where(i => i / OpenEvery % NewsEvery != 0).SelectMany(FactsOf).ToList();
        await Bulk.Insert(db, known.DistinctBy(fact => fact.CaseNumber).Select(CaseOf), withoutIndices: true);
        await Bulk.Insert(db, known, withoutIndices: true);
        var isPostgres = db.Database.ProviderName?.Contains("PostgreSQL", StringComparison.Ordinal) == true;
        await db.Database.ExecuteSqlRawAsync(isPostgres ? "vacuum analyze" : "analyze");
    }

    private Hazard HazardOf(int i)
    {
        var site = sites[i % sites.Length];
        var registered = At.AddMinutes(-(i % 1_000_000) - 60);
        var hazard = new Hazard
        {
            CaseNumber = Number("YH", i), Level = i % 50 == 0 ? HazardLevel.Major : HazardLevel.General, Kind = HazardKind.Fire, Category = "fire", Source = HazardSource.Patrol,
            Description = "疏散通道堆放布料", PremisesId = site.Id, PremisesName = site.Name, StreetId = street, CommunityId = site.CommunityId, GridId = site.GridId,
            RegisteredAt = registered, RegisteredById = Worker(i).Id, RegisteredBy = Worker(i).UserName!, RegisteredByName = Worker(i).Name, RegisteredAs = Role.GridWorker,
        };
        hazard.SetDeadline(registered.AddDays(7), registered);
        if (i % OpenEvery != 0)
            hazard.End(HazardState.Closed, null, registered.AddDays(5));
        else if (i % 1000 == 0)
            hazard.MarkSafetyNotGuaranteed(registered);
        return hazard;
    }

    private TaskRow TaskOf(int i)
    {
        var (site, worker) = (sites[i % sites.Length], Worker(i));
        var (element, created) = (Element(i), Created(i));
        var isTaken = i / OpenEvery % 4 != 0;
        return new()
        {
            InstanceId = Guid.CreateVersion7(), Key = 1, ProcessKey = "hazard-rectification", DefinitionVersion = 1, ElementId = element, Name = element, CaseNumber = Number("YH", i),
            Title = "疏散通道堆放布料", PremisesName = site.Name, Level = "general", StreetId = street, CommunityId = site.CommunityId, GridId = site.GridId, PremisesId = site.Id,
            CandidateKey = new CandidateKey(Role.GridWorker, site.GridId).ToString(), OwnerId = worker.Id, OwnerName = worker.Name, AssigneeId = isTaken ? worker.Id : null, AssigneeName = isTaken ? worker.Name : null,
            CreatedAt = created, DueAt = created.AddDays(3),
        };
    }

    private InspectionLine VisitOf(int i)
    {
        var (site, day) = (sites[i % sites.Length], DateOnly.FromDateTime(At.DateTime).AddMonths(-1 - i / Sites).AddDays(i % 27));
        return new()
        {
            StreetId = street, CommunityId = site.CommunityId, GridId = site.GridId, PremisesId = site.Id, PremisesName = site.Name, Day = day,
            At = new(day.ToDateTime(new TimeOnly(10, 0)), At.Offset), InspectorId = Worker(i).Id, InspectorName = Worker(i).Name, Source = HazardSource.Patrol, Result = "未发现隐患",
        };
    }

    private InspectionDuty DutyOf(int i)
    {
        var (site, day) = (sites[i * 7 % sites.Length], DateOnly.FromDateTime(At.DateTime).AddMonths(-1 - i / DutiesAMonth).AddDays(i % 27));
        var duty = new InspectionDuty
        {
            StreetId = street, CommunityId = site.CommunityId, GridId = site.GridId, PremisesId = site.Id, PremisesName = site.Name, From = day.AddDays(-3), DueOn = day,
            AssigneeId = Worker(i).Id, AssigneeName = Worker(i).Name,
        };
        if (i % 20 != 0)
            duty.Do(Worker(i).Name, At.AddMonths(-1));
        return duty;
    }

    private LedgerMonth LedgerOf(int back, OrgUnit community, int i)
    {
        var opened = At.AddMonths(-back);
        var ledger = new LedgerMonth
        {
            CaseNumber = Number("TZ", back * Communities + i), StreetId = street, CommunityId = community.Id, CommunityName = community.Name,
            Month = Month.Of(DateOnly.FromDateTime(opened.DateTime)).Add(-1).ToString(), OpenedAt = opened, DueAt = opened.AddDays(5),
        };
        if (i % 50 != 0)
            ledger.Confirm("陈立", opened.AddDays(4));
        return ledger;
    }

    /// <summary>What earlier nights found about an open hazard and its task.</summary>
    private IEnumerable<AccountabilityFact> FactsOf(int i)
    {
        var (number, created, registered) = (Number("YH", i), Created(i), At.AddMinutes(-(i % 1_000_000) - 60));
        yield return Fact(Element(i) switch { "issue-notice" => "N2", "revisit" => "N4", _ => "N7" }, Element(i), created.AddDays(5), created);
        if (i / OpenEvery % 4 == 0)
            yield return Fact("I5", Element(i), created.AddDays(5), created);
        yield return Fact("I4", "overdue", registered.AddDays(16), registered.AddDays(7));
        if (i % 50 == 0)
        {
            yield return Fact("X5", null, registered.AddDays(38), registered.AddDays(7));
            yield return Fact("X5", OverdueHazards.UnresolvedElement, registered.AddDays(91), registered);
        }
        if (i % 1000 == 0)
            yield return Fact("I3", null, registered.AddDays(2), registered);

        AccountabilityFact Fact(string trigger, string? element, DateTimeOffset foundAt, DateTimeOffset sinceAt) => new()
        {
            CaseNumber = $"ZR-{i / OpenEvery % 100:00}{trigger}{i:0000000}", StreetId = street, Trigger = trigger, SubjectId = number, Occurrence = $"{number}:{trigger}:{element}", Text = "逾期未办",
            Source = number, Element = element, FoundAt = foundAt, SinceAt = sinceAt, Proof = "{}",
        };
    }

    /// <summary>Nearly all are over; some wait for a decision, of some the measure is in force.</summary>
    private AccountabilityCase CaseOf(AccountabilityFact fact)
    {
        var i = int.Parse(fact.CaseNumber.AsSpan(fact.CaseNumber.Length - 7), CultureInfo.InvariantCulture);
        var row = new AccountabilityCase
        {
            CaseNumber = fact.CaseNumber, Trigger = fact.Trigger, SubjectKind = SubjectKind.Hazard, SubjectId = fact.SubjectId, SubjectName = "疏散通道堆放布料", Period = fact.SubjectId, Sources = fact.SubjectId,
            Facts = fact.Text, StreetId = street, CommunityId = sites[i % sites.Length].CommunityId, OpenedAt = fact.FoundAt, Proposed = Measures.Notice,
        };
        if (i / OpenEvery % 50 == 1)
            return row;
        row.Decide(i / OpenEvery % 3 == 0 ? Measures.Interview : Measures.Notice, null, "赵主任", fact.FoundAt.AddDays(7));
        if (i / OpenEvery % 50 != 2)
        {
            row.SettleClimb();
            row.Close(fact.FoundAt.AddDays(20));
        }
        return row;
    }

    private User Worker(int i) => workers[i % sites.Length % grids.Length];

    private static string Element(int i) => (i / OpenEvery % 3) switch { 0 => "issue-notice", 1 => "revisit", _ => "report-progress" };

    private static DateTimeOffset Created(int i) => At.AddMinutes(-(i % 100_000) - 60);

    private static string Number(string kind, int i) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{2024 + i / 1_000_000:0000}-{i % 1_000_000:000000}");
}
