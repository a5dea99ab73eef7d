using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rectification.Documents;
using Rectification.People;
using Rectification.Premises;

namespace Rectification.Hazards;

/// <summary>Writes the 重大隐患填报表 from what the grid worker and the community safety officer filled in; each submission is a version.</summary>
public sealed class ReportWriter(HazardDesk desk, PaperDesk papers)
{
    public static MajorHazardReport? Read(Document? document) =>
        document is null ? null : JsonSerializer.Deserialize<MajorHazardReport>(document.Content);

    /// <summary>The newest version, in force or voided: a returned report is mended, not written afresh.</summary>
    public async Task<MajorHazardReport?> Newest(string caseNumber, CancellationToken ct) =>
        Read((await papers.All(caseNumber, DocumentKind.MajorHazardReport, ct)).MaxBy(document => document.Edition));

    public async Task<Document> Write(Step step, bool isCompletion, CancellationToken ct)
    {
        var hazard = step.Hazard;
        var before = await Newest(hazard.CaseNumber, ct);
        var calendar = await desk.Calendar(hazard, ct);
        var site = await desk.Db.Sites.AsNoTracking().FirstOrDefaultAsync(row => row.Id == hazard.PremisesId, ct);
        var units = await desk.Db.OrgUnits.AsNoTracking()
            .Where(unit => unit.Id == hazard.StreetId || unit.Id == hazard.CommunityId || unit.Id == hazard.GridId)
            .ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);

        hazard.EnterprisePerson = step.Text(HazardFields.EnterprisePerson) ?? hazard.EnterprisePerson ?? site?.Principal;
        hazard.CommunityPerson = step.Text(HazardFields.CommunityPerson) ?? hazard.CommunityPerson;
        hazard.DepartmentPerson = step.Text(HazardFields.DepartmentPerson) ?? hazard.DepartmentPerson;
        hazard.Funds = step.Values.Number(HazardFields.Funds) ?? hazard.Funds;
        var report = new MajorHazardReport(
            units.GetValueOrDefault(hazard.StreetId) ?? "", units.GetValueOrDefault(hazard.CommunityId) ?? "", units.GetValueOrDefault(hazard.GridId) ?? "",
            hazard.CaseNumber, hazard.PremisesName, site?.Address ?? "", site?.Principal, site?.Phone,
            HazardCategories.NameOf(hazard.Category), hazard.Kind.ChineseName, step.Text(HazardFields.Problem) ?? before?.Description ?? hazard.Description,
            calendar.DayOf(hazard.RegisteredAt), hazard.RegisteredByName,
            step.Text(HazardFields.Responsibility) ?? before?.Responsibility ?? "",
            step.Text(HazardFields.Measures) ?? before?.Measures ?? hazard.Measures ?? "",
            hazard.Funds,
            step.Values.Date(HazardFields.TimeLimit) ?? before?.TimeLimit ?? (hazard.DeadlineAt is { } endsAt ? calendar.DeadlineDay(endsAt) : null),
            step.Text(HazardFields.Plan) ?? before?.Plan ?? "",
            hazard.EnterprisePerson, hazard.CommunityPerson, hazard.DepartmentPerson,
            isCompletion ? before?.FilledBy ?? "" : step.By.Name,
            isCompletion ? step.By.Name : null,
            isCompletion ? step.Text(HazardFields.Opinion) : null);
        await papers.Mark(hazard.CaseNumber, DocumentKind.MajorHazardReport, DocumentState.Replaced, "已由新的版本代替", step.At, ct);
        return await papers.WriteReport(step.Case, report, step.By, step.At, ct);
    }

    /// <summary>Sent back: the version is void, kept and marked.</summary>
    public Task Void(Step step, string reason, CancellationToken ct) =>
        papers.Mark(step.Hazard.CaseNumber, DocumentKind.MajorHazardReport, DocumentState.Voided, reason, step.At, ct);
}
