using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Premises;
using Rectification.Storage;

namespace Rectification.Workflow;

/// <summary>The people who may act on a task, by name. Scoped.</summary>
public sealed class Candidates(RectificationDb db, Staffing staffing)
{
    public async Task<ImmutableArray<Candidate>> Of(TaskRow task, CancellationToken ct)
    {
        var key = CandidateKey.Of(task.CandidateKey);
        var scope = key is { } known ? await ScopeName(known.Node, ct) : "";
        if (task.AssigneeId is { } assigneeId)
            return await db.Users.Where(user => user.Id == assigneeId).Select(user => new { user.UserName, user.Name }).FirstOrDefaultAsync(ct) is { } person
                ? [new(person.UserName!, person.Name, key?.Role.ToString() ?? "", key?.Role.ChineseName ?? "", scope)]
                : [];
        if (key is not { } candidates)
            return [];
        var excluded = await db.TaskExclusions.Where(row => row.TaskId == task.Id).Select(row => row.UserId).ToListAsync(ct);
        return [.. (await staffing.Holders(candidates, ct)).Where(person => !excluded.Contains(person.Id))
            .Select(person => new Candidate(person.UserName, person.Name, candidates.Role.ToString(), candidates.Role.ChineseName, scope))];
    }

    private async Task<string> ScopeName(Guid node, CancellationToken ct) =>
        await db.OrgUnits.Where(unit => unit.Id == node).Select(unit => unit.Name).FirstOrDefaultAsync(ct)
        ?? await db.Sites.Where(site => site.Id == node).Select(site => site.Name).FirstOrDefaultAsync(ct) ?? "";
}
