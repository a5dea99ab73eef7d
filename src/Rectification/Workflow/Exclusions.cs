using System.Collections.Immutable;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>Works out who may not act on a task because of what they did before in the case. Scoped.</summary>
public sealed class Exclusions(RectificationDb db, Staffing staffing, IEnumerable<ITaskBar> bars)
{
    /// <summary>Open tasks of a case that somebody's doing may exclude from.</summary>
    internal const string BoundTasks = "\"CaseNumber\" = $1 and \"State\" = $2 and \"Properties\" like '%distinct-from%'";

    /// <summary>Person to reason. Of an element that was done several times only the last round counts: a report filled anew is signed anew.</summary>
    public async Task<Dictionary<Guid, string>> For(TaskRow task, TaskProperties properties, CancellationToken ct)
    {
        var excluded = new Dictionary<Guid, string>();
        foreach (var userName in properties.DistinctPersons)
            if (await staffing.Named(userName, ct) is { } person)
                excluded[person.Id] = $"按规定须由他人办理“{task.Name}”，您是本事项的当事人、登记人或前一环节办理人";
        if (properties.BarsConcerned)
            foreach (var bar in bars)
                foreach (var (person, reason) in await bar.For(task, ct))
                    excluded[person] = reason;
        foreach (var elementId in properties.DistinctFrom)
            foreach (var done in await LastRound(task, elementId, ct))
                if (done.DoneById is { } person)
                    excluded[person] = Reason(done.Name, task.Name);
        return excluded;
    }

    /// <summary>After <paramref name="done"/>: open tasks of the case that its performer may no longer act on.</summary>
    public async Task<ImmutableArray<TaskRow>> Spread(TaskRow done, CancellationToken ct)
    {
        if (done.DoneById is not { } person)
            return [];
        var touched = ImmutableArray.CreateBuilder<TaskRow>();
        await db.Tasks.Load(BoundTasks, [done.CaseNumber, TaskState.Open], ct);
        var open = db.Tasks.Local.Where(task => task.CaseNumber == done.CaseNumber && task.State == TaskState.Open && task.Id != done.Id
            && task.Properties.Contains("distinct-from", StringComparison.Ordinal)).ToList();
        foreach (var task in open)
        {
            if (!TaskProperties.Read(task.Properties).DistinctFrom.Contains(done.ElementId) || await db.TaskExclusions.FindAsync([task.Id, person], ct) is not null)
                continue;
            db.TaskExclusions.Add(new TaskExclusion { TaskId = task.Id, UserId = person, Reason = Reason(done.Name, task.Name) });
            touched.Add(task);
        }
        return touched.ToImmutable();
    }

    /// <summary>After something outside the case happened: open tasks of the case that somebody may no longer act on because of it.</summary>
    public async Task<ImmutableArray<TaskRow>> BarConcerned(string caseNumber, CancellationToken ct)
    {
        var touched = ImmutableArray.CreateBuilder<TaskRow>();
        await db.Tasks.Load("\"CaseNumber\" = $1 and \"State\" = $2 and \"Properties\" like '%bars-concerned%'", [caseNumber, TaskState.Open], ct);
        foreach (var task in db.Tasks.Local.Where(task => task.CaseNumber == caseNumber && task.State == TaskState.Open && TaskProperties.Read(task.Properties).BarsConcerned).ToList())
            foreach (var bar in bars)
                foreach (var (person, reason) in await bar.For(task, ct))
                    if (await db.TaskExclusions.FindAsync([task.Id, person], ct) is null)
                    {
                        db.TaskExclusions.Add(new TaskExclusion { TaskId = task.Id, UserId = person, Reason = reason });
                        touched.Add(task);
                    }
        return touched.ToImmutable();
    }

    private async Task<IEnumerable<TaskRow>> LastRound(TaskRow task, string elementId, CancellationToken ct)
    {
        await db.Tasks.Load("\"CaseNumber\" = $1 and \"ElementId\" = $2 and \"State\" = $3", [task.CaseNumber, elementId, TaskState.Done], ct);
        // What this very command completes is among them, though the database doesn't know it yet.
        var done = db.Tasks.Local.Where(row => row.CaseNumber == task.CaseNumber && row.ElementId == elementId && row.State == TaskState.Done).ToList();
        if (done.Count == 0)
            return [];
        // Parallel siblings open at one instant, in one instance.
        return elementId == task.ElementId
            ? done.Where(row => row.InstanceId == task.InstanceId && row.CreatedAt == task.CreatedAt)
            : done.Where(row => row.CreatedAt == done.Max(each => each.CreatedAt));
    }

    private static string Reason(string doneName, string name) =>
        doneName == name ? $"您已办理过“{name}”，另一份须由他人办理" : $"您已办理“{doneName}”，不能再办理“{name}”";
}
