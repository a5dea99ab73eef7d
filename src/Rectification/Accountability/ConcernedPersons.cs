using Microsoft.EntityFrameworkCore;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Accountability;

/// <summary>Nobody vouches for what they themselves have to answer for: the person of an open case is barred in the matter that it came from. Scoped.</summary>
internal sealed class ConcernedPersons(RectificationDb db, Staffing staffing) : ITaskBar
{
    public async Task<Dictionary<Guid, string>> For(TaskRow task, CancellationToken ct)
    {
        // What this very command opens is among them, though the database doesn't know it yet.
        await db.AccountabilityCases.Where(row => row.StreetId == task.StreetId && row.SubjectUser != null && row.Sources.Contains(task.CaseNumber)
            && row.State != AccountabilityState.Closed && row.State != AccountabilityState.Dismissed).LoadAsync(ct);
        var barred = new Dictionary<Guid, string>();
        foreach (var concerned in db.AccountabilityCases.Local.Where(row => row.SubjectUser is not null && !row.IsOver && row.SourceNumbers.Contains(task.CaseNumber)).OrderBy(row => row.CaseNumber).ToList())
            if (await staffing.Named(concerned.SubjectUser!, ct) is { } person)
                barred.TryAdd(person.Id, $"您是责任追究 {concerned.CaseNumber} 的当事人，不能办理“{task.Name}”，请由其他人办理");
        return barred;
    }
}
