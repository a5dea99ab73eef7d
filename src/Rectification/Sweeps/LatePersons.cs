using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.Accountability;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>
/// I1: one person with three tasks overdue within thirty days. Tasks of P04 itself never count, nor do tasks that an earlier case was about,
/// nor what was late only by the time in which the system was down.
/// </summary>
public sealed class LatePersons(RectificationDb db, Subjects subjects) : IFinder
{
    private const string Trigger = "I1";

    public Task<ImmutableArray<Finding>> Find(SweepContext sweep, CancellationToken ct) => Find(sweep, null, ct);

    internal async Task<ImmutableArray<Finding>> Find(SweepContext sweep, Guid? onlyPerson, CancellationToken ct)
    {
        var (least, days) = (sweep.Number("trigger.i1-tasks"), sweep.Number("trigger.i1-days"));
        var from = sweep.At.AddDays(-days);
        // A due time before the window can come into it by the time that the system was down.
        var earliest = sweep.Down.Aggregate(from, (begin, outage) => begin - (outage.To - outage.From));
        var late = db.Tasks.AsNoTracking().Where(task => task.StreetId == sweep.StreetId && task.DueAt > earliest && task.DueAt <= sweep.At
            && task.ProcessKey != OpenAccountability.Process
            && (task.State == TaskState.Open || (task.State == TaskState.Done && task.DoneAt > task.DueAt))
            && (onlyPerson == null || (task.DoneById ?? task.AssigneeId ?? task.OwnerId) == onlyPerson));
        var people = await late.GroupBy(task => task.DoneById ?? task.AssigneeId ?? task.OwnerId)
            .Where(group => group.Key != null && group.Count() >= least)
            .Select(group => group.Key!.Value).ToListAsync(ct);
        if (people.Count == 0)
            return [];
        string[] ids = [.. people.Select(Subject.Text)];
        var known = await db.AccountabilityFacts.AsNoTracking().Where(fact => fact.StreetId == sweep.StreetId && fact.Trigger == Trigger && ids.Contains(fact.SubjectId))
            .GroupBy(fact => fact.SubjectId).Select(group => new { group.Key, At = group.Max(fact => fact.FoundAt) }).ToDictionaryAsync(row => row.Key, row => row.At, ct);
        Guid?[] chosen = [.. people];
        var tasks = (await late.Where(task => chosen.Contains(task.DoneById ?? task.AssigneeId ?? task.OwnerId))
            .OrderBy(task => task.DueAt).ThenBy(task => task.Id)
            .Select(task => new
            {
                Person = (task.DoneById ?? task.AssigneeId ?? task.OwnerId)!.Value, task.Name, task.CaseNumber, task.ElementId, task.CommunityId, task.CreatedAt, DueAt = task.DueAt!.Value, task.DoneAt,
            }).ToListAsync(ct))
            .ConvertAll(task => (Task: task, FairDueAt: Outages.Extend(task.CreatedAt, task.DueAt, sweep.Down)))
            .FindAll(each => each.FairDueAt > from && each.FairDueAt <= sweep.At && !(each.Task.DoneAt <= each.FairDueAt));

        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var group in tasks.GroupBy(each => each.Task.Person))
        {
            // What was told before is not told again.
            var since = known.TryGetValue(Subject.Text(group.Key), out var told) ? told : DateTimeOffset.MinValue;
            var fresh = group.Where(each => each.FairDueAt > since).Select(each => each.Task).ToList();
            if (fresh.Count < least || await subjects.Person(group.Key, ct) is not { } person)
                continue;
            var month = Month.Of(sweep.Calendar.DeadlineDay(fresh[least - 1].DueAt));
            findings.Add(new(Trigger, person, month.ToString(), $"{Trigger}:{person.Id}:{fresh[least - 1].DueAt.UtcTicks}",
                $"{person.Name} {days} 天内有 {fresh.Count} 项任务逾期：{string.Join("、", fresh.Take(6).Select(task => $"“{task.Name}”（{task.CaseNumber}）"))}",
                [.. fresh.Select(task => task.CaseNumber).Distinct().Take(20)], sweep.StreetId, subjects.CommunityOf(person, fresh[0].CommunityId))
            {
                Title = $"{person.Name} {fresh.Count} 项任务逾期",
                SinceAt = fresh[0].DueAt,
                Elements = [.. fresh.Select(task => task.ElementId).Distinct()],
                Duties = [.. fresh.Take(10).Select(task => new DutyDue($"{task.Name}（{task.CaseNumber}）", task.CreatedAt, task.DueAt, "该任务的办理时限"))],
            });
        }
        return findings.ToImmutable();
    }
}
