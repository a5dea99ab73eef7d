using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>Opens a case of 责任追究, or adds facts to the one that is there: trigger, subject and period are unique for good. Scoped.</summary>
public sealed class OpenAccountability(
    RectificationDb db, Workflows workflows, Journal journal, Numbers numbers, Calendars calendars, EvidenceWriter evidence, Notifier notifier, Decisions decisions, DecisionJournal decided,
    Exclusions exclusions, TaskDesk desk)
{
    public const string Process = "accountability";

    private const string Decision = "accountability-measure";

    private const int LongestFacts = 180;

    /// <summary>The subject is a hazard; the period is its number, so that it is opened once a hazard.</summary>
    public Task<AccountabilityCase> OfHazard(string trigger, CaseRow hazard, string facts, DateTimeOffset at, CancellationToken ct) =>
        Open(new Finding(trigger, Subject.Hazard(hazard.CaseNumber, hazard.Title), hazard.CaseNumber, Short(facts), facts,
            [hazard.CaseNumber], hazard.StreetId, hazard.CommunityId)
        {
            Title = hazard.Title,
            PremisesName = hazard.PremisesName,
            SinceAt = at,
        }, at, ct);

    public async Task<AccountabilityCase> Open(Finding finding, DateTimeOffset at, CancellationToken ct)
    {
        if (await Find(finding, ct) is { } known)
        {
            await Add(known, finding, at, ct);
            return known;
        }
        var rule = TriggerRule.Of(finding.Trigger);
        var year = (await calendars.For(finding.StreetId, ct)).DayOf(at).Year;
        var @case = new CaseRow
        {
            CaseNumber = await numbers.Next("ZR", year, ct),
            Kind = CaseKind.Accountability,
            Title = $"{finding.Trigger} {finding.Title ?? rule.Words}",
            ProcessKey = Process,
            PremisesName = finding.PremisesName,
            StreetId = finding.StreetId,
            CommunityId = finding.CommunityId,
            OpenedAt = at,
        };
        var opened = new AccountabilityCase
        {
            CaseNumber = @case.CaseNumber,
            Trigger = finding.Trigger,
            SubjectKind = finding.Subject.Kind,
            SubjectId = finding.Subject.Id,
            SubjectName = finding.Subject.Name,
            SubjectUser = finding.Subject.UserName,
            Period = finding.Period,
            Sources = string.Join(' ', finding.Sources),
            Facts = finding.Facts,
            Proposed = rule.Measure,
            Follows = finding.Follows,
            OutageId = finding.OutageId,
            Document = finding.Document,
            OpenedByName = finding.ByName,
            StreetId = finding.StreetId,
            CommunityId = finding.CommunityId,
            OpenedAt = at,
        };
        db.Cases.Add(@case);
        db.AccountabilityCases.Add(opened);
        db.AccountabilityFacts.Add(await Fact(opened, finding, at, ct));
        var variables = await StartVariables(opened, finding, at, ct);
        await Propose(opened, @case, finding, variables, ct);
        journal.Add(@case, "accountability.opened", $"列入责任追究（{finding.Trigger}）：{finding.Facts}",
            data: new { trigger = finding.Trigger, clause = rule.Clause, sources = finding.Sources, period = finding.Period });
        await TellSources(finding, @case, ct);
        await workflows.Start(Process, @case, variables.With("proposedMeasure", opened.Proposed), ct);
        return opened;
    }

    /// <summary>The case of a trigger, subject and period, also one that this very command opened.</summary>
    public async Task<AccountabilityCase?> Find(Finding finding, CancellationToken ct) =>
        db.AccountabilityCases.Local.FirstOrDefault(row => row.StreetId == finding.StreetId && row.Trigger == finding.Trigger
            && row.SubjectKind == finding.Subject.Kind && row.SubjectId == finding.Subject.Id && row.Period == finding.Period)
        ?? await db.AccountabilityCases.FirstOrDefaultAsync(row => row.StreetId == finding.StreetId && row.Trigger == finding.Trigger
            && row.SubjectKind == finding.Subject.Kind && row.SubjectId == finding.Subject.Id && row.Period == finding.Period, ct);

    /// <summary>One fact is told once; a new one of a case that is over is told to the street, which may act on it.</summary>
    private async Task Add(AccountabilityCase known, Finding finding, DateTimeOffset at, CancellationToken ct)
    {
        if (db.AccountabilityFacts.Local.Any(row => row.CaseNumber == known.CaseNumber && row.Occurrence == finding.Occurrence)
            || await db.AccountabilityFacts.AnyAsync(row => row.CaseNumber == known.CaseNumber && row.Occurrence == finding.Occurrence, ct))
            return;
        var joining = finding with { Sources = [.. finding.Sources.Except(known.SourceNumbers)] };
        known.AddFacts(finding.Facts, null);
        foreach (var source in finding.Sources)
            known.AddFacts(finding.Facts, source);
        db.AccountabilityFacts.Add(await Fact(known, finding, at, ct));
        if (await db.Cases.FindAsync([known.CaseNumber], ct) is not { } @case)
            return;
        journal.Add(@case, "accountability.facts-added", $"补充情形：{finding.Facts}");
        await TellSources(joining, @case, ct);
        if (known.IsOver)
            await notifier.ToRole(Role.SafetyOfficer, @case.Place, $"{known.CaseNumber} 办结后又出现同类情形，已并入原案：{finding.Facts}",
                $"/accountability/{known.CaseNumber}", $"accountability:{known.CaseNumber}:again:{finding.Occurrence}", @case, ct);
    }

    private async Task<AccountabilityFact> Fact(AccountabilityCase of, Finding finding, DateTimeOffset at, CancellationToken ct) => new()
    {
        CaseNumber = of.CaseNumber,
        StreetId = of.StreetId,
        Trigger = of.Trigger,
        SubjectId = of.SubjectId,
        Occurrence = finding.Occurrence,
        Text = finding.Facts,
        Source = finding.Sources.FirstOrDefault(),
        Element = finding.Element,
        FoundAt = at,
        SinceAt = finding.SinceAt,
        ByName = finding.ByName,
        Proof = AccountabilityFact.Write(await evidence.Write(finding, at, ct)),
    };

    private async Task TellSources(Finding finding, CaseRow opened, CancellationToken ct)
    {
        foreach (var number in finding.Sources)
        {
            if (await db.Cases.FindAsync([number], ct) is not { } source)
                continue;
            journal.Add(source, "accountability.opened", $"列入责任追究 {opened.CaseNumber}（{finding.Trigger}）：{finding.Facts}");
            foreach (var task in await exclusions.BarConcerned(number, ct))
                await desk.Recheck(source, task, ct);
        }
    }

    private async Task<Variables> StartVariables(AccountabilityCase opened, Finding finding, DateTimeOffset at, CancellationToken ct)
    {
        var earlier = await db.AccountabilityCases.Where(row => row.StreetId == opened.StreetId && row.SubjectKind == opened.SubjectKind
            && row.SubjectId == opened.SubjectId && row.Measure != null && row.Measure != Measures.Dismissed && row.DecidedAt > at.AddYears(-1))
            .OrderBy(row => row.DecidedAt).Select(row => new { row.Trigger, Measure = row.Measure! }).ToListAsync(ct);
        return Variables.Of(
            ("caseNumber", opened.CaseNumber),
            ("trigger", opened.Trigger),
            ("subjectKind", opened.SubjectKind.ToString().ToLowerInvariant()),
            ("subjectUser", opened.SubjectUser),
            // Who answers for a person who has left.
            ("subjectGroup", opened.CommunityId is null ? "SafetyOfficeDirector@street" : "CommunityLeader@community"),
            ("hasCommunity", opened.CommunityId is not null),
            ("facts", opened.Facts),
            ("source", finding.Sources.FirstOrDefault()),
            ("repeats", (decimal)earlier.Count(row => row.Trigger == opened.Trigger)),
            ("earlier", earlier.Select(row => (object?)row.Measure).ToImmutableArray()),
            ("proposedMeasure", opened.Proposed),
            ("climbProposed", false),
            ("interviewFailures", 0m),
            ("interviewOn", null),
            // After an outage the many are told in one message.
            ("grouped", opened.OutageId is not null),
            ("measure", null),
            ("outcome", null));
    }

    /// <summary>Which measure is proposed is a decision table (<c>accountability.dmn</c>); the case keeps why. Without the table it is the trigger's own.</summary>
    private async Task Propose(AccountabilityCase opened, CaseRow @case, Finding finding, Variables variables, CancellationToken ct)
    {
        var level = finding.Sources.FirstOrDefault() is { } source && await db.Cases.FindAsync([source], ct) is { Level.Length: > 0 } from ? from.Level : null;
        var answer = await decisions.Evaluate(opened.StreetId, Decision, Variables.Of(
            ("trigger", opened.Trigger), ("subject", variables["subjectKind"]), ("level", level), ("repeats", variables["repeats"]), ("earlier", variables["earlier"])), ct);
        if (answer.Problem is not null || answer.Value is not Variables proposal || proposal["measure"] is not string measure || !Measures.IsOne(measure))
            return;
        if (measure != opened.Proposed)
            opened.ProposedWhy = proposal["text"] as string;
        opened.Proposed = measure;
        decided.Add(@case, Decision, answer);
    }

    private static string Short(string facts) => facts.Length <= LongestFacts ? facts : facts[..LongestFacts];
}
