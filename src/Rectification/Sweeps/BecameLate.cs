using Rectification.Accountability;
using Rectification.Workflow;

namespace Rectification.Sweeps;

/// <summary>The moment that a task falls due undone: I1 of its person and N7 of a progress report need not wait for midnight. Tasks of P04 never feed P04. Scoped.</summary>
public sealed class BecameLate(StreetSweep sweep, LatePersons persons, LateTasks tasks, OpenAccountability accountability, Storage.StreetClock clock) : IOverdueListener
{
    public async Task BecameOverdue(TaskRow task, CaseRow @case, DateTimeOffset dueAt, CancellationToken ct)
    {
        if (task.ProcessKey == OpenAccountability.Process)
            return;
        var at = clock.GetUtcNow();
        var context = await sweep.Context(task.StreetId, at, null, ct);
        if ((task.AssigneeId ?? task.OwnerId) is { } person)
            await Open(await persons.Find(context, person, ct), at, ct);
        if (task.ElementId == "report-progress")
            await Open(await tasks.ProgressOf(context, task.CaseNumber, ct), at, ct);
    }

    private async Task Open(System.Collections.Immutable.ImmutableArray<Finding> found, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var finding in await sweep.Fair(found, at, ct))
            await accountability.Open(finding, at, ct);
    }
}
