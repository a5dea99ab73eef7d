using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>What somebody had taken goes back to its group when they leave or lose the role. Tasks that the drawing gave to them by name wait for a substitute (<see cref="NameSubstitute"/>).</summary>
internal sealed class ReleaseTasks(RectificationDb db, Journal journal) : IDeparture
{
    public async Task Left(User person, Role? role, CancellationToken ct)
    {
        var taken = await db.Tasks
            .Where(task => task.AssigneeId == person.Id && task.State == TaskState.Open && task.CandidateKey != null)
            .ToListAsync(ct);
        foreach (var task in taken.Where(task => role is null || CandidateKey.Of(task.CandidateKey)?.Role == role))
        {
            (task.AssigneeId, task.AssigneeName) = (null, null);
            if (await db.Cases.FindAsync([task.CaseNumber], ct) is { } @case)
                journal.Add(@case, "task.released", $"{person.Name}{(role is { } lost ? $"不再任{lost.ChineseName}" : "的账号已停用")}，“{task.Name}”退回待领取", task.ElementId, new { task.Id });
        }
    }
}
