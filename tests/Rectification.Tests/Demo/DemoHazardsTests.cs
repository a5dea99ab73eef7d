using Microsoft.EntityFrameworkCore;
using Rectification.Demo;
using Rectification.Hazards;
using Rectification.People;
using Rectification.Workflow;

namespace Rectification.Tests.Demo;

public sealed class DemoHazardsTests
{
    [Fact]
    public async Task The_demonstration_has_cases_at_many_steps_and_what_falls_due_lies_in_the_new_town()
    {
        await using var given = await Given.Street();
        await Add(given);
        await Add(given);

        var hazards = await given.Read(db => db.Hazards.ToListAsync());
        Assert.Equal(11, hazards.Count);
        Assert.Equal(3, hazards.Count(hazard => hazard.State == HazardState.Closed));
        Assert.Equal(
            ["approve-extension", "assess-level", "enforce-on-site", "issue-notice", "record-fix", "report-progress", "revisit", "sign-as-leader", "verify-street"],
            await given.Read(db => db.Tasks.Where(task => task.State == TaskState.Open).Select(task => task.ElementId).Distinct().OrderBy(id => id).ToListAsync()));

        var east = await given.Read(db => db.OrgUnits.Where(unit => unit.Name == "东风社区").Select(unit => unit.Id).SingleAsync());
        var eastern = hazards.Where(hazard => hazard.CommunityId == east).Select(hazard => hazard.CaseNumber).ToList();
        Assert.Equal(2, eastern.Count);
        Assert.Equal(0, await given.Read(db => db.Timers.CountAsync(timer => eastern.Contains(timer.CaseNumber))));
    }

    private static Task<int> Add(Given given) => given.With<IDemoCases, int>(async cases =>
    {
        await cases.Add(CancellationToken.None);
        return 0;
    });
}
