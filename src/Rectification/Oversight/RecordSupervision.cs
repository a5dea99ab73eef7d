using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Enforcement;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Premises;
using Rectification.Requests;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Oversight;

/// <summary>登记督查发现. A closed hazard found false: I6 for who said it was done, X1 when it is a major one, N5 when a suspension was lifted on it; not inspected or not rectified: A2; unfit for safe production: the clock of L3 starts.</summary>
[Allow(Role.SafetyOfficer, Role.SafetyOfficeDirector)]
public sealed record RecordSupervision(FindingKind Kind, string Facts, string? HazardNumber = null, Guid? PremisesId = null) : ICommand<RecordedFacts>;

public sealed class RecordSupervisionHandler(
    RectificationDb db, CurrentActor current, StreetClock clock, Calendars calendars, Numbers numbers, Subjects subjects, OpenAccountability accountability, Journal journal)
    : ICommandHandler<RecordSupervision, RecordedFacts>
{
    /// <summary>Where it is said that a hazard is done, reported or accepted (003-4.2.6), and by which outcome.</summary>
    private static readonly string[] Saying = ["revisit", "accept", "report-progress", "record-fix", "agree-acceptance", "strike-off"];

    private static readonly string[] Done = ["passed", "accepted", "ready", "fixed", "agreed", "struckOff"];

    public async Task<Result<RecordedFacts>> Handle(RecordSupervision command, CancellationToken ct)
    {
        var (actor, now) = (current.Required, clock.GetUtcNow());
        if (OversightProblems.Text("facts", command.Facts, "发现的情况") is { } fault)
            return fault;
        var names = !string.IsNullOrWhiteSpace(command.HazardNumber);
        var hazard = names ? await OversightScope.Hazard<RecordSupervision>(db, command.HazardNumber!, actor, ct) : null;
        if (names && hazard is null)
            return OversightProblems.NoHazard;
        if (command.Kind == FindingKind.FalseRectification && hazard is null)
            return Problem.Field("hazardNumber", "请填写被认定为虚假整改的隐患编号");
        if ((hazard?.PremisesId ?? command.PremisesId) is not { } id || await OversightScope.Site<RecordSupervision>(db, id, actor, ct) is not { } site)
            return OversightProblems.NoSite;
        if (command.Kind == FindingKind.FalseRectification && !await SaidDone(hazard!, ct))
            return Problem.Field("hazardNumber", $"{hazard!.CaseNumber} 还没有人报称整改到位，不能认定为虚假整改");
        if (command.Kind == FindingKind.Unfit && hazard is not { State.IsFinal: false })
            return Problem.Field("hazardNumber", hazard is null ? "请填写不具备安全生产条件的隐患编号" : $"{hazard.CaseNumber} 已经办结，请先登记新的隐患");
        var found = new SupervisionFinding
        {
            Number = await numbers.Next("DC", (await calendars.For(site.StreetId, ct)).DayOf(now).Year, ct),
            Kind = command.Kind, StreetId = site.StreetId, CommunityId = site.CommunityId, PremisesId = site.Id, PremisesName = site.Name,
            HazardNumber = hazard?.CaseNumber, Facts = command.Facts.Trim(), FoundAt = now, FoundBy = actor.Name,
        };
        db.SupervisionFindings.Add(found);
        if (hazard is not null && await db.Cases.FindAsync([hazard.CaseNumber], ct) is { } @case)
            journal.Add(@case, "supervision.found", $"督查 {found.Number}：{OversightWords.Name(found.Kind)}，{found.Facts}");
        if (found.Kind == FindingKind.Unfit && await db.Hazards.FindAsync([hazard!.CaseNumber], ct) is { } unfit)
            unfit.ClosureClockAt ??= now;
        var opened = new List<string>();
        await foreach (var finding in Findings(found, hazard, site, ct))
            opened.Add((await accountability.Open(finding, now, ct)).CaseNumber);
        return new RecordedFacts(found.Number, opened);
    }

    private Task<bool> SaidDone(Hazard hazard, CancellationToken ct) =>
        db.Tasks.AnyAsync(task => task.CaseNumber == hazard.CaseNumber && task.State == TaskState.Done && Saying.Contains(task.ElementId) && Done.Contains(task.Outcome!), ct);

    private async IAsyncEnumerable<Finding> Findings(SupervisionFinding found, Hazard? hazard, Site site, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var community = await subjects.Community(site.CommunityId, ct);
        switch (found.Kind)
        {
            case FindingKind.FalseRectification:
                foreach (var (person, said) in await WhoSaidDone(hazard!, ct))
                    yield return Of("I6", person, found, hazard, $"{site.Name}：{said}，督查发现与事实不符（{found.Facts}）");
                if (hazard!.Level == HazardLevel.Major)
                    yield return Of("X1", Subject.Hazard(hazard.CaseNumber, hazard.Description), found, hazard, $"{site.Name}：重大隐患虚假整改（{found.Facts}）");
                var wasLifted = await db.EnforcementRecords.AnyAsync(act => act.CaseNumber == hazard.CaseNumber && act.Act == EnforcementAct.SuspensionLifted, ct)
                    || await db.Resumptions.AnyAsync(row => row.HazardNumber == hazard.CaseNumber, ct);
                if (wasLifted && community is not null)
                    yield return Of("N5", community, found, hazard, $"{site.Name}：停产停业整顿未整改到位却已恢复生产经营（{found.Facts}）");
                break;
            case FindingKind.Formality when community is not null:
                yield return Of("X3", community, found, hazard, $"{site.Name}：{found.Facts}");
                break;
            case FindingKind.NotInspected or FindingKind.NotRectified:
                if (await Responsible(hazard, site, ct) is { } subject)
                    yield return Of("A2", subject, found, hazard, $"{site.Name}：督查发现{OversightWords.Name(found.Kind)}（{found.Facts}）");
                break;
        }
    }

    private async Task<List<(Subject Person, string Said)>> WhoSaidDone(Hazard hazard, CancellationToken ct)
    {
        var done = await db.Tasks.AsNoTracking()
            .Where(task => task.CaseNumber == hazard.CaseNumber && task.State == TaskState.Done && Saying.Contains(task.ElementId) && Done.Contains(task.Outcome!) && task.DoneById != null)
            .OrderByDescending(task => task.DoneAt).Select(task => new { Id = task.DoneById!.Value, task.Name, task.DoneByName }).ToListAsync(ct);
        var said = new List<(Subject, string)>();
        foreach (var task in done.DistinctBy(task => task.Id))
            if (await subjects.Person(task.Id, ct) is { } person)
                said.Add((person, $"{task.DoneByName}办理“{task.Name}”认定整改到位"));
        return said;
    }

    /// <summary>The grid's owner of the hazard, else who has the grid, else the community.</summary>
    private async Task<Subject?> Responsible(Hazard? hazard, Site site, CancellationToken ct)
    {
        var owner = hazard?.GridOwnerId ?? await db.RoleGrants.AsNoTracking().Where(grant => grant.Role == Role.GridWorker && grant.ScopeId == site.GridId)
            .OrderBy(grant => grant.GrantedAt).ThenBy(grant => grant.Id).Select(grant => (Guid?)grant.UserId).FirstOrDefaultAsync(ct);
        return (owner is { } id ? await subjects.Person(id, ct) : null) ?? await subjects.Community(site.CommunityId, ct);
    }

    private Finding Of(string trigger, Subject subject, SupervisionFinding found, Hazard? hazard, string facts) => new(
        trigger, subject, hazard?.CaseNumber ?? found.Number, $"{trigger}:{found.Number}", facts, hazard is null ? [] : [hazard.CaseNumber],
        found.StreetId, subjects.CommunityOf(subject, found.CommunityId))
    {
        Title = $"{found.PremisesName} {OversightWords.Name(found.Kind)}", PremisesName = found.PremisesName, SinceAt = found.FoundAt,
        Happenings = [new($"督查发现{OversightWords.Name(found.Kind)}（{found.Number}）", found.FoundAt, found.FoundBy)],
    };
}
