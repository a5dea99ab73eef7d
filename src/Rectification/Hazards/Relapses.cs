using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards;

/// <summary>回潮: what was struck off is there again within ninety days; the old case's rectification did not last (I4, 003-4.2.4). Scoped.</summary>
public sealed class Relapses(RectificationDb db, HazardDesk desk, OpenAccountability accountability)
{
    private const double AlikeFrom = 0.5;
    private const int Most = 50;

    public async Task Check(Hazard hazard, DateTimeOffset at, CancellationToken ct)
    {
        var days = await desk.Limit(hazard, "trigger.i4-relapse-days", ct);
        var since = at.AddDays(-days);
        var closed = await db.Hazards.AsNoTracking()
            .Where(row => row.PremisesId == hazard.PremisesId && row.State == HazardState.Closed && row.Category == hazard.Category && row.EndedAt >= since)
            .OrderByDescending(row => row.CaseNumber).Take(Most).Select(row => new { row.CaseNumber, row.Description, EndedAt = row.EndedAt!.Value }).ToListAsync(ct);
        var before = closed.Find(row => HazardLikeness.Likeness(row.Description, hazard.Description) >= AlikeFrom);
        if (before is null || await db.Cases.FindAsync([before.CaseNumber], ct) is not { } @case)
            return;
        await accountability.Open(new Finding("I4", Subject.Hazard(@case.CaseNumber, @case.Title), @case.CaseNumber, $"relapse:{hazard.CaseNumber}",
            $"{hazard.PremisesName}：销号后 {days} 天内同类隐患再次出现（{hazard.CaseNumber}），治理效果差", [@case.CaseNumber, hazard.CaseNumber], hazard.StreetId, hazard.CommunityId)
        {
            Title = @case.Title, PremisesName = hazard.PremisesName, SinceAt = at,
            Happenings = [new($"{@case.CaseNumber} 销号", before.EndedAt), new($"{hazard.CaseNumber} 登记", at, hazard.RegisteredByName)],
        }, at, ct);
    }
}
