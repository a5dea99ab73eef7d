using Rectification.Engine;
using Rectification.Hazards;
using Rectification.Notifications;
using Rectification.People;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Enforcement;

/// <summary>行刑衔接: a suspected crime goes to the police as a case of its own, so that it outlives the hazard's (003-1.2.2, 003-1.3.4). Scoped.</summary>
public sealed class PoliceHandovers(RectificationDb db, Workflows workflows, Numbers numbers, HazardDesk desk, CasePapers papers, Journal journal, Notifier notifier)
{
    public const string Process = "police-handover";

    /// <summary>Writes the letter and opens the hand-over; the hazard's own case goes on.</summary>
    public async Task Open(CaseRow hazardCase, Hazard hazard, Actor by, DateTimeOffset at, string crime, CancellationToken ct)
    {
        var letter = await papers.Transfer(hazardCase, hazard, by, at, "公安机关", "现场执法中发现，依法应当由公安机关审查", crime, ct);
        var @case = new CaseRow
        {
            CaseNumber = await numbers.Next("YS", (await desk.Calendar(hazard, ct)).DayOf(at).Year, ct),
            Kind = CaseKind.Other,
            Title = $"涉嫌犯罪移送：{hazard.PremisesName}（{hazard.CaseNumber}）",
            ProcessKey = Process,
            PremisesName = hazard.PremisesName,
            StreetId = hazard.StreetId,
            CommunityId = hazard.CommunityId,
            OpenedAt = at,
        };
        db.Cases.Add(@case);
        db.PoliceHandovers.Add(new()
        {
            Number = @case.CaseNumber, HazardNumber = hazard.CaseNumber, StreetId = hazard.StreetId, CommunityId = hazard.CommunityId, PremisesName = hazard.PremisesName,
            Crime = crime, LetterId = letter.Id, LetterNumber = letter.Number ?? "", HandedAt = at, HandedBy = by.Name,
        });
        db.EnforcementRecords.Add(new()
        {
            CaseNumber = hazard.CaseNumber,
            StreetId = hazard.StreetId,
            Act = EnforcementAct.PoliceHandover,
            At = at,
            Line = db.EnforcementRecords.Local.Count,
            ById = by.UserId,
            ByName = by.Name,
            Text = $"涉嫌犯罪移送（{@case.CaseNumber}）：{crime}",
            Authority = "公安机关",
            PaperId = letter.Id,
        });
        journal.Add(@case, "police.handed-over", $"移送公安机关，移交函 {letter.Number}：{crime}", data: new { source = hazard.CaseNumber, letter.Id });
        journal.Add(hazardCase, "police.handed-over", $"涉嫌犯罪移送公安机关 {@case.CaseNumber}，移交函 {letter.Number}");
        foreach (var role in new[] { Role.PoliceOfficer, Role.SafetyOfficeDirector })
            await notifier.ToRole(role, hazard.Place, $"{hazard.PremisesName}涉嫌犯罪，移送公安机关：{crime}", $"/handovers/{@case.CaseNumber}", $"police:{@case.CaseNumber}:{role}", @case, ct);
        await workflows.Start(Process, @case, Variables.Of(("caseNumber", @case.CaseNumber), ("hazard", hazard.CaseNumber), ("crime", crime)), ct);
    }
}
