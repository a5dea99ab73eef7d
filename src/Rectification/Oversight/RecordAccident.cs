using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Oversight;

/// <summary>登记事故、火灾. Where a hazard stood open there, or an inspection was missed, facts are put forward at once (A1, L4); whether supervision was weak is confirmed by hand.</summary>
[Allow(Role.CommunitySafetyOfficer, Role.SafetyOfficer, Role.SafetyOfficeDirector)]
public sealed record RecordAccident(
    Guid PremisesId, AccidentKind Kind, AccidentGrade Grade, DateTimeOffset HappenedAt, string Facts, int Deaths = 0, int Injured = 0) : ICommand<RecordedFacts>;

/// <param name="Opened">Numbers of the cases of 责任追究 that it was put forward in.</param>
public sealed record RecordedFacts(string Number, IReadOnlyList<string> Opened);

public sealed class RecordAccidentHandler(
    RectificationDb db, CurrentActor current, StreetClock clock, Calendars calendars, Numbers numbers, Subjects subjects, OpenAccountability accountability)
    : ICommandHandler<RecordAccident, RecordedFacts>
{
    private const int DaysOfDuties = 31;

    /// <summary>Listed one by one; all are counted.</summary>
    private const int MostListed = 20;

    public async Task<Result<RecordedFacts>> Handle(RecordAccident command, CancellationToken ct)
    {
        var (actor, now) = (current.Required, clock.GetUtcNow());
        if (await OversightScope.Site<RecordAccident>(db, command.PremisesId, actor, ct) is not { } site)
            return OversightProblems.NoSite;
        if (OversightProblems.Text("facts", command.Facts, "事故经过") is { } fault)
            return fault;
        if (command.HappenedAt > now)
            return Problem.Field("happenedAt", "发生时间不能晚于现在");
        if (command.Deaths is < 0 or > 10_000 || command.Injured is < 0 or > 10_000)
            return Problem.Field("deaths", "伤亡人数应在 0–10000 之间");
        var calendar = await calendars.For(site.StreetId, ct);
        var accident = new Accident
        {
            Number = await numbers.Next("SG", calendar.DayOf(now).Year, ct),
            Kind = command.Kind, Grade = command.Grade, StreetId = site.StreetId, CommunityId = site.CommunityId, PremisesId = site.Id, PremisesName = site.Name,
            HappenedAt = command.HappenedAt, Facts = command.Facts.Trim(), Deaths = command.Deaths, Injured = command.Injured, RecordedAt = now, RecordedBy = actor.Name,
        };
        db.Accidents.Add(accident);
        var open = await db.Hazards.AsNoTracking()
            .Where(row => row.PremisesId == site.Id && row.RegisteredAt <= accident.HappenedAt && (row.EndedAt == null || row.EndedAt > accident.HappenedAt))
            .OrderBy(row => row.CaseNumber).ToListAsync(ct);
        return new RecordedFacts(accident.Number, accident.Kind == AccidentKind.Fire
            ? await Fire(accident, site, open, calendar.DayOf(accident.HappenedAt), now, ct)
            : await Work(accident, open, now, ct));
    }

    /// <summary>L4: an overdue hazard stood open where it happened.</summary>
    private async Task<List<string>> Work(Accident accident, List<Hazard> open, DateTimeOffset now, CancellationToken ct)
    {
        var overdue = open.FindAll(hazard => hazard.DeadlineAt < accident.HappenedAt && (hazard.DeadlineMetAt is null || hazard.DeadlineMetAt > accident.HappenedAt));
        if (overdue.Count == 0 || await subjects.Community(accident.CommunityId, ct) is not { } community)
            return [];
        var opened = await accountability.Open(Of("L4", community, accident, overdue,
            $"{accident.PremisesName}发生{OversightWords.Name(accident.Kind)}（{accident.Number}），当时有 {overdue.Count} 件隐患逾期未改：{Listed(overdue)}；是否督促不力请核实", accident.CommunityId), now, ct);
        return [opened.CaseNumber];
    }

    /// <summary>A1: a hazard stood open where it burnt, or an inspection had been missed. Each answers for what was theirs; what is nobody's is the community's.</summary>
    private async Task<List<string>> Fire(Accident accident, Site site, List<Hazard> open, DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        var since = day.AddDays(-DaysOfDuties);
        var lines = db.InspectionLines;
        var missed = await db.InspectionDuties.AsNoTracking()
            .Where(duty => duty.PremisesId == site.Id && duty.DueOn >= since && duty.DueOn < day && duty.DoneAt == null
                && !lines.Any(line => line.PremisesId == duty.PremisesId && line.Day >= duty.From && line.Day <= duty.DueOn))
            .OrderBy(duty => duty.DueOn).ThenBy(duty => duty.Id).ToListAsync(ct);
        var persons = new Dictionary<Guid, Subject>();
        foreach (var id in missed.Select(duty => duty.AssigneeId).Concat(open.Select(hazard => hazard.GridOwnerId).OfType<Guid>()).Distinct())
            if (await subjects.Person(id, ct) is { } person)
                persons[id] = person;
        var opened = new List<string>();
        foreach (var (id, person) in persons)
            await PutForward(person, open.FindAll(hazard => hazard.GridOwnerId == id), missed.FindAll(duty => duty.AssigneeId == id));
        if (await subjects.Community(accident.CommunityId, ct) is { } community)
            await PutForward(community, open.FindAll(hazard => hazard.GridOwnerId is not { } id || !persons.ContainsKey(id)), missed.FindAll(duty => !persons.ContainsKey(duty.AssigneeId)));
        return opened;

        async Task PutForward(Subject subject, List<Hazard> hazards, List<InspectionDuty> duties)
        {
            if (hazards.Count == 0 && duties.Count == 0)
                return;
            var because = string.Join("，", new[]
            {
                hazards.Count > 0 ? $"有 {hazards.Count} 件隐患未改（{Listed(hazards)}）" : null,
                duties.Count > 0 ? $"有 {duties.Count} 次应查未查" : null,
            }.OfType<string>());
            var finding = Of("A1", subject, accident, hazards, $"{accident.PremisesName}发生火灾（{accident.Number}），起火时{because}；是否排查或督促不到位请核实", accident.CommunityId);
            opened.Add((await accountability.Open(finding with
            {
                Happenings = [.. finding.Happenings,
                    .. duties.Take(MostListed).Select(duty => new Happening($"{duty.DueOn.Month}月{duty.DueOn.Day}日前检查（{duty.AssigneeName}）", null))],
            }, now, ct)).CaseNumber);
        }
    }

    private Finding Of(string trigger, Subject subject, Accident accident, List<Hazard> hazards, string facts, Guid communityId) => new(
        trigger, subject, accident.Number, $"{trigger}:{accident.Number}", facts, [.. hazards.Take(MostListed).Select(hazard => hazard.CaseNumber)], accident.StreetId,
        subjects.CommunityOf(subject, communityId))
    {
        Title = $"{accident.PremisesName}{OversightWords.Name(accident.Kind)}", PremisesName = accident.PremisesName, SinceAt = accident.HappenedAt,
        Happenings = [new($"{OversightWords.Name(accident.Kind)}（{OversightWords.Name(accident.Grade)}）", accident.HappenedAt, accident.RecordedBy)],
    };

    private static string Listed(List<Hazard> hazards) => string.Join("、", hazards.Take(5).Select(hazard => hazard.CaseNumber)) + (hazards.Count > 5 ? " 等" : "");
}
