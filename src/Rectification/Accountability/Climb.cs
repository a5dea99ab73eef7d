using Microsoft.EntityFrameworkCore;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>The next step of the ladder: notice → I2, interview → L5, listing → A3. It keeps subject, period and sources of the case it follows and adds that case. Scoped.</summary>
public sealed class Climb(RectificationDb db, OpenAccountability accountability)
{
    public async Task<AccountabilityCase?> From(AccountabilityCase below, string facts, string occurrence, DateTimeOffset at, CancellationToken ct, string? by = null, DutyDue? duty = null)
    {
        if (TriggerRule.Above(below.Measure) is not { } trigger)
            return null;
        var title = await db.Cases.Where(row => row.CaseNumber == below.CaseNumber).Select(row => new { row.Title, row.PremisesName }).FirstOrDefaultAsync(ct);
        var opened = await accountability.Open(new Finding(
            trigger, new Subject(below.SubjectKind, below.SubjectId, below.SubjectName, below.SubjectUser), below.Period, occurrence, facts,
            [.. below.SourceNumbers, below.CaseNumber], below.StreetId, below.CommunityId)
        {
            Follows = below.CaseNumber,
            Title = title is null ? null : title.Title[(title.Title.IndexOf(' ', StringComparison.Ordinal) + 1)..],
            PremisesName = title?.PremisesName ?? "",
            SinceAt = below.ClimbClockAt ?? below.DecidedAt,
            ByName = by,
            Duties = duty is null ? [] : [duty],
            Happenings = [new($"{below.CaseNumber} 决定{Measures.ChineseName(below.Measure!)}", below.DecidedAt, below.DecidedByName), new("情形消除", null)],
        }, at, ct);
        await CarryOver(below, opened, ct);
        return opened;
    }

    /// <summary>What the case below rests on goes along with its proof, so that it can be seen whether it still stands.</summary>
    private async Task CarryOver(AccountabilityCase below, AccountabilityCase opened, CancellationToken ct)
    {
        var known = await db.AccountabilityFacts.Where(row => row.CaseNumber == opened.CaseNumber).Select(row => row.Occurrence).ToListAsync(ct);
        known.AddRange(db.AccountabilityFacts.Local.Where(row => row.CaseNumber == opened.CaseNumber).Select(row => row.Occurrence));
        foreach (var fact in await db.AccountabilityFacts.AsNoTracking().Where(row => row.CaseNumber == below.CaseNumber && row.GoneAt == null).ToListAsync(ct))
            if (!known.Contains(fact.Occurrence))
                db.AccountabilityFacts.Add(fact.For(opened.CaseNumber));
    }
}

/// <summary>提请升级: asked for at the end of the follow-up.</summary>
public sealed class ClimbJob(RectificationDb db, Climb climb) : IJobHandler
{
    public async Task<JobAnswer> Run(Job job, CancellationToken ct)
    {
        if (await db.AccountabilityCases.FindAsync([job.Case.CaseNumber], ct) is { } below)
            await climb.From(below, $"{Measures.ChineseName(below.Measure!)}后未落实，提请升级：{below.Result ?? job.Variables["reason"] as string ?? below.Facts.Split('\n')[0]}",
                ClimbClocks.Occurrence + below.CaseNumber, job.At, ct, job.By.Name);
        return JobAnswer.Ok;
    }
}
