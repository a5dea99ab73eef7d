using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Hazards.Jobs;

/// <summary>延期用完，仍未整改到位 (I4, 003-4.2.4), with every deadline that ever bound: who set it when and why, and how it was computed. Scoped.</summary>
public sealed class ExtensionsUsedUp(RectificationDb db)
{
    public const string Trigger = "I4";

    /// <summary>The fact's element: it stands until the hazard is put right.</summary>
    public const string Element = "extensions-used-up";

    public async Task<Finding> Find(Hazard hazard, Job job, CancellationToken ct)
    {
        var rulings = await db.HazardDeadlines.AsNoTracking().Where(row => row.CaseNumber == hazard.CaseNumber)
            .OrderBy(row => row.SetAt).ThenBy(row => row.Id).ToListAsync(ct);
        var binding = rulings[^1];
        return new(Trigger, Subject.Hazard(hazard.CaseNumber, job.Case.Title), hazard.CaseNumber, $"{hazard.CaseNumber}:{Element}:{hazard.Extensions}",
            $"延期 {hazard.Extensions} 次用完，仍未整改到位", [hazard.CaseNumber], hazard.StreetId, hazard.CommunityId)
        {
            Title = job.Case.Title, PremisesName = hazard.PremisesName, Element = Element, SinceAt = job.At,
            Duties = [new($"整改到位（{binding.Cause}）", binding.SetAt, binding.EndsAt, $"{binding.Rule}，定为{Day(binding)}24:00")],
            Happenings =
            [
                .. rulings.Select(ruling => new Happening($"{ruling.Cause}，期限{Day(ruling)}{(ruling.Reason is { } reason ? $"（{reason}）" : "")}", ruling.SetAt, ruling.SetByName)),
                new("复查未整改到位，延期次数已经用完", job.At, job.By.Name),
                new("复查认定整改到位", null),
            ],
        };
    }

    private static string Day(HazardDeadline ruling) => HazardSentence.Day(DateOnly.FromDateTime(ruling.EndsAt.ToOffset(Settings.Calendars.Offset).AddTicks(-1).DateTime));
}
