using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Settings;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>Opens a case of 责任追究, or adds facts to the one that is there: trigger, subject and period are unique for good.</summary>
public sealed class OpenAccountability(RectificationDb db, Workflows workflows, Journal journal, Numbers numbers, Calendars calendars)
{
    public const string Process = "accountability";

    /// <summary>The subject is a hazard; the period is its number, so that it is opened once a hazard.</summary>
    public async Task<AccountabilityCase> OfHazard(string trigger, CaseRow hazard, string facts, DateTimeOffset at, CancellationToken ct)
    {
        var stored = await db.AccountabilityCases.FirstOrDefaultAsync(row => row.StreetId == hazard.StreetId && row.Trigger == trigger
            && row.SubjectKind == SubjectKind.Hazard && row.SubjectId == hazard.CaseNumber && row.Period == hazard.CaseNumber, ct);
        if ((stored ?? Local(trigger, hazard.CaseNumber)) is { } open)
        {
            if (open.AddFacts(facts, hazard.CaseNumber) && await db.Cases.FindAsync([open.CaseNumber], ct) is { } known)
                journal.Add(known, "accountability.facts-added", $"补充情形：{facts}");
            return open;
        }

        var year = (await calendars.For(hazard.StreetId, ct)).DayOf(at).Year;
        var @case = new CaseRow
        {
            CaseNumber = await numbers.Next("ZR", year, ct),
            Kind = CaseKind.Accountability,
            Title = $"{trigger} {hazard.Title}",
            ProcessKey = Process,
            PremisesName = hazard.PremisesName,
            StreetId = hazard.StreetId,
            CommunityId = hazard.CommunityId,
            OpenedAt = at,
        };
        var opened = new AccountabilityCase
        {
            CaseNumber = @case.CaseNumber,
            Trigger = trigger,
            SubjectKind = SubjectKind.Hazard,
            SubjectId = hazard.CaseNumber,
            SubjectName = hazard.Title,
            Period = hazard.CaseNumber,
            Sources = hazard.CaseNumber,
            Facts = facts,
            StreetId = hazard.StreetId,
            CommunityId = hazard.CommunityId,
            OpenedAt = at,
        };
        db.Cases.Add(@case);
        db.AccountabilityCases.Add(opened);
        journal.Add(@case, "accountability.opened", $"列入责任追究（{trigger}）：{facts}", data: new { trigger, source = hazard.CaseNumber });
        journal.Add(hazard, "accountability.opened", $"列入责任追究 {@case.CaseNumber}（{trigger}）：{facts}");
        await workflows.Start(Process, @case, Variables.Of(
            ("caseNumber", @case.CaseNumber),
            ("trigger", trigger),
            ("subjectKind", "hazard"),
            ("subjectUser", null),
            ("facts", facts),
            ("source", hazard.CaseNumber),
            ("proposedMeasure", Triggers.ProposedMeasure(trigger))), ct);
        return opened;
    }

    private AccountabilityCase? Local(string trigger, string number) => db.AccountabilityCases.Local.FirstOrDefault(row =>
        row.Trigger == trigger && row.SubjectKind == SubjectKind.Hazard && row.SubjectId == number && row.Period == number);
}
