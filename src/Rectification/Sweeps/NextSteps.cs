using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>The ladder's own climb: I2 ten working days after a notice, L5 ten after an interview, while the facts still stand (003-4.2.2). A proposal, decided as any other.</summary>
public sealed class NextSteps(RectificationDb db, IStandingFacts standing, Progress progress, Outages outages)
{
    private const int Most = 500;

    /// <summary>The cases whose clock has run out: those to climb from, with the first fact that still stands, and those of which nothing stands any more.</summary>
    public async Task<ClimbLook> Find(SweepContext sweep, CancellationToken ct)
    {
        var workdays = sweep.Number("trigger.climb-workdays");
        var before = sweep.BegunBefore(workdays);
        var passed = await db.RunningClimbs(sweep.StreetId).AsNoTracking().Where(row => row.ClimbClockAt < before)
            .OrderBy(row => row.ClimbClockAt).Take(Most)
            .Select(row => new { row.CaseNumber, row.Measure, row.Period, At = row.ClimbClockAt!.Value }).ToListAsync(ct);
        if (passed.Count == 0)
            return new([], []);
        // The ten days are theirs: time in which the system was down is given back.
        var down = await outages.Between(passed[0].At, sweep.At, ct);
        var due = passed.FindAll(row => Outages.Extend(row.At, sweep.Calendar.EndOfWorkday(row.At, workdays), down) <= sweep.At);
        string[] numbers = [.. due.Select(row => row.CaseNumber)];
        var periods = due.ToDictionary(row => row.CaseNumber, row => row.Period);
        var facts = (await db.AccountabilityFacts.AsNoTracking().Where(fact => numbers.Contains(fact.CaseNumber) && fact.GoneAt == null)
                .OrderBy(fact => fact.Id).Select(fact => new { fact.Id, fact.CaseNumber, fact.Trigger, fact.Occurrence, fact.Source, fact.SubjectId, fact.Element, fact.FoundAt, fact.Text }).ToListAsync(ct))
            .Where(fact => StandingFacts.Knows(fact.Trigger, fact.Element) || Progress.Knows(fact.Trigger, fact.Element)).ToList();
        var asked = facts.ConvertAll(fact => new StandingFact(fact.Id, fact.CaseNumber, fact.Trigger, fact.Occurrence, fact.Source, fact.SubjectId, periods[fact.CaseNumber], fact.Element, fact.FoundAt));
        var (gone, made) = (await standing.Gone(sweep.StreetId, asked, sweep.At, ct), await progress.Made(sweep, asked, ct));
        var standingOn = facts.Where(fact => !gone.ContainsKey(fact.Id) && !made.Contains(fact.Id)).DistinctBy(fact => fact.CaseNumber).ToDictionary(fact => fact.CaseNumber, fact => fact.Text);
        return new(
            [.. due.Where(row => standingOn.ContainsKey(row.CaseNumber)).Select(row => new NextStep(row.CaseNumber,
                $"{Measures.ChineseName(row.Measure!)}后 {workdays} 个工作日，情形仍未消除：{standingOn[row.CaseNumber]}",
                sweep.Workdays("消除情形", row.At, workdays)))],
            [.. due.Where(row => !standingOn.ContainsKey(row.CaseNumber)).Select(row => row.CaseNumber)]);
    }
}

public sealed record NextStep(string CaseNumber, string Facts, DutyDue Duty);

/// <param name="Settled">Numbers of the cases whose clock stops for good.</param>
public sealed record ClimbLook(ImmutableArray<NextStep> Steps, ImmutableArray<string> Settled);
