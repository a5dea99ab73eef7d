using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Documents;
using Rectification.People;
using Rectification.Premises;

namespace Rectification.Hazards;

/// <summary>Makes the 整改通知书 of a step from its form and what is known of the hazard.</summary>
public sealed class NoticeWriter(HazardDesk desk, PaperDesk papers)
{
    private const string FullyPutRight = "隐患全部整改到位，现场复查合格";

    /// <summary>Checks delivery; the message stands at the field.</summary>
    public static Problem? CheckDelivery(Step step) =>
        step.Text(HazardFields.Delivery) == "refused" && step.Text(HazardFields.Witness) is null
            ? Problem.Field(HazardFields.Witness, "对方拒签时请填写见证人")
            : null;

    /// <summary>Writes and delivers a notice; it replaces those before it.</summary>
    public async Task<Document> Write(Step step, DateOnly deadline, bool isOrder, Role issuer, ImmutableArray<string> stopMeasures, CancellationToken ct)
    {
        var hazard = step.Hazard;
        hazard.Measures = step.Text(HazardFields.Measures) ?? hazard.Measures;
        hazard.InterimMeasures = step.Text(HazardFields.InterimMeasures) ?? hazard.InterimMeasures;
        hazard.EnterprisePerson = step.Text(HazardFields.EnterprisePerson) ?? hazard.EnterprisePerson;
        hazard.AcceptorName = step.Text(HazardFields.Acceptor) ?? hazard.AcceptorName ?? await Acceptor(hazard, ct);

        var site = await desk.Db.Sites.AsNoTracking().FirstOrDefaultAsync(row => row.Id == hazard.PremisesId, ct);
        var units = await desk.Db.OrgUnits.AsNoTracking().Where(unit => unit.Id == hazard.CommunityId || unit.Id == hazard.StreetId)
            .ToDictionaryAsync(unit => unit.Id, unit => unit.Name, ct);
        var calendar = await desk.Calendar(hazard, ct);
        var notice = new RectificationNotice(
            isOrder, units.GetValueOrDefault(hazard.StreetId) ?? "", units.GetValueOrDefault(hazard.CommunityId) ?? "", hazard.CaseNumber,
            hazard.Level.ChineseName, hazard.PremisesName, site?.Address ?? "", site?.Principal,
            [new(step.Text(HazardFields.Problem) ?? hazard.Description, hazard.Measures ?? "立即整改，消除隐患",
                step.Text(HazardFields.AcceptanceStandard) ?? FullyPutRight, hazard.InterimMeasures)],
            stopMeasures, deadline, hazard.RegisteredByName, hazard.GridOwnerName, hazard.AcceptorName, step.By.Name, issuer.ChineseName, calendar.DayOf(step.At));

        foreach (var kind in new[] { DocumentKind.RectificationNotice, DocumentKind.OrderNotice })
            await papers.Mark(hazard.CaseNumber, kind, DocumentState.Replaced, "已由新的通知书代替", step.At, ct);
        var document = await papers.WriteNotice(step.Case, notice, step.By, step.At, ct);
        if (step.Text(HazardFields.Delivery) is { } delivery)
            document.Deliver(delivery == "refused" ? Delivery.RefusedToSign : Delivery.WithSignature,
                step.Text(HazardFields.Receiver), step.Text(HazardFields.Witness), step.At);
        return document;
    }

    /// <summary>验收人: the community safety officer, or the street's when that one found it.</summary>
    private async Task<string?> Acceptor(Hazard hazard, CancellationToken ct)
    {
        var officer = await desk.Holder(Role.CommunitySafetyOfficer, hazard.Place, ct);
        return officer is not null && officer.Id != hazard.RegisteredById
            ? officer.Name
            : (await desk.Holder(Role.SafetyOfficer, hazard.Place, ct))?.Name;
    }
}
