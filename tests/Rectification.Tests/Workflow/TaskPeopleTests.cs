using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Notifications;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>Who gets a task, who may not, and what happens when nobody is there.</summary>
public sealed class TaskPeopleTests
{
    [Fact]
    public async Task Two_leaders_sign_and_neither_may_have_filled_nor_sign_twice()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("fill", "CommunityLeader@community")}
            {Draw.UserTask("sign", Draw.Extension("""<zeebe:assignmentDefinition candidateGroups="CommunityLeader@community"/><zeebe:properties><zeebe:property name="distinct-from" value="fill,sign"/></zeebe:properties>""")
                + """<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1,2]" inputElement="n"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>""")}
            {Draw.End()}
            start -> fill -> sign -> end
            """, id: "two-sign"));
        var number = (await given.Case("two-sign")).CaseNumber;
        Assert.Null((await given.Complete("leader1", number, "fill")).Problem);
        Assert.Equal(2, (await given.OpenTasks(number)).Count);

        var refused = (await given.Complete("leader1", number, "sign")).Problem;
        Assert.Equal(("task.excluded", ProblemKind.Forbidden), (refused?.Code, refused?.Kind));
        Assert.Null((await given.Complete("leader2", number, "sign")).Problem);
        Assert.Equal("task.excluded", (await given.Complete("leader2", number, "sign")).Problem?.Code);
        // Both leaders have acted: the work is not lost but handed to the next level, and everybody can see it.
        var last = await given.OpenTask(number, "sign");
        Assert.StartsWith("LinkedLeader@", last.CandidateKey);
        Assert.True(await given.Read(db => db.Journal.AnyAsync(row => row.CaseNumber == number && row.What == "task.handed-on")));
        Assert.Null((await given.Complete("linked1", number, "sign")).Problem);
        Assert.Empty(await given.OpenTasks(number));
    }

    [Fact]
    public async Task A_signature_is_never_handed_on_but_a_substitute_can_be_named()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("seal", "SealKeeper@community", more: """<zeebe:properties><zeebe:property name="signature" value="true"/></zeebe:properties>""")}
            {Draw.End()}
            start -> seal -> end
            """, id: "sealing"));
        await Leave(given, "seal1");
        var number = (await given.Case("sealing")).CaseNumber;
        var task = await given.OpenTask(number, "seal");
        Assert.StartsWith("SealKeeper@", task.CandidateKey);
        Assert.Null(task.OwnerId);
        var leader = (await given.ActorOf("streetleader1")).UserId;
        Assert.Contains("无人可以办理", Assert.Single(await given.Read(db => db.Notifications.Where(line => line.UserId == leader).Select(line => line.Text).ToListAsync())));

        Assert.Equal("role.missing", (await given.Send("director1", new NameSubstitute(task.Id, "seal2", "印章管理员离职"))).Problem?.Code);
        Assert.Equal("input.invalid", (await given.Send("streetleader1", new NameSubstitute(task.Id, "nobody", "印章管理员离职"))).Problem?.Code);
        Assert.Null((await given.Send("streetleader1", new NameSubstitute(task.Id, "seal2", "印章管理员离职"))).Problem);
        Assert.Null((await given.Complete("seal2", number, "seal")).Problem);
        Assert.Contains("杨振华 指定罗玉梅代办", await given.Read(db => db.Journal.Where(row => row.What == "task.substituted").Select(row => row.Text).SingleAsync()));
    }

    [Fact]
    public async Task A_substitute_comes_from_the_street_and_acts_once_in_a_report()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("fill", "CommunitySafetyOfficer@community")}
            {TaskTests.Step("seal", "SealKeeper@community", more: """<zeebe:properties><zeebe:property name="signature" value="true"/></zeebe:properties>""")}
            {Draw.End()}
            start -> fill -> seal -> end
            """, id: "sealed-report"));
        await Leave(given, "seal1");
        var number = (await given.Case("sealed-report")).CaseNumber;
        Assert.Null((await given.Complete("officer1", number, "fill")).Problem);
        var task = await given.OpenTask(number, "seal");
        var leader = await given.ActorOf("streetleader1");

        var waiting = Assert.Single(await given.With((SubstituteQueries substitutes) => substitutes.Vacant(leader, default)));
        Assert.Equal((task.Id, "社区印章管理员"), (waiting.Id, waiting.RoleName));
        var choices = (await given.With((SubstituteQueries substitutes) => substitutes.Choices(task.Id, leader, default))).Value;
        Assert.Equal("seal2", choices[0].UserName);
        Assert.DoesNotContain(choices, choice => choice.UserName is "officer1" or "seal1" or "enterprise1" or "secadmin1");
        var refused = (await given.Send("streetleader1", new NameSubstitute(task.Id, "officer1", "印章管理员离职"))).Problem;
        Assert.Contains("已在本事项中办理过“fill”", refused!.Errors!["userName"]);
        Assert.Equal("task.not-found", (await given.With(async (SubstituteQueries substitutes) => await substitutes.Choices(task.Id, await given.ActorOf("director1"), default))).Problem?.Code);

        Assert.Null((await given.Send("streetleader1", new NameSubstitute(task.Id, "leader1", "印章管理员离职"))).Problem);
        Assert.Empty(await given.With((SubstituteQueries substitutes) => substitutes.Vacant(leader, default)));
    }

    [Fact]
    public async Task A_vacant_role_passes_its_work_to_the_next_level_at_once()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("look", "GridWorker@grid")}
            {Draw.End()}
            start -> look -> end
            """, id: "looking"));
        await Leave(given, "grid1");
        await Leave(given, "officer1");
        var number = (await given.Case("looking")).CaseNumber;
        Assert.StartsWith("SafetyOfficer@", (await given.OpenTask(number, "look")).CandidateKey);
        Assert.Null((await given.Complete("safety1", number, "look")).Problem);
    }

    [Fact]
    public async Task The_finder_does_not_accept_and_the_drawing_says_who_does_instead()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("accept", "CommunitySafetyOfficer@community", more: """<zeebe:properties><zeebe:property name="distinct-persons" value="=[registeredBy]"/><zeebe:property name="otherwise" value="SafetyOfficer@street"/></zeebe:properties>""")}
            {Draw.End()}
            start -> accept -> end
            """, id: "accepting"));
        var found = (await given.Case("accepting", Variables.Of(("registeredBy", "officer1")))).CaseNumber;
        Assert.StartsWith("SafetyOfficer@", (await given.OpenTask(found, "accept")).CandidateKey);
        var other = (await given.Case("accepting", Variables.Of(("registeredBy", "grid1")))).CaseNumber;
        Assert.StartsWith("CommunitySafetyOfficer@", (await given.OpenTask(other, "accept")).CandidateKey);
    }

    [Fact]
    public async Task Claimed_by_one_it_is_refused_to_the_others_until_given_back()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("enforce", "SafetyOfficer@street")}
            {Draw.End()}
            start -> enforce -> end
            """, id: "enforcing"));
        var number = (await given.Case("enforcing")).CaseNumber;
        var task = await given.OpenTask(number, "enforce");
        Assert.Null((await given.Send("safety1", new ClaimTask(task.Id))).Problem);

        var refused = (await given.Complete("safety2", number, "enforce")).Problem;
        Assert.Equal("task.claimed", refused?.Code);
        Assert.Contains("赵志强", refused?.Title);
        Assert.Equal("task.claimed", (await given.Send("safety2", new ClaimTask(task.Id))).Problem?.Code);
        Assert.Equal("task.claimed", (await given.Send("safety2", new UnclaimTask(task.Id))).Problem?.Code);
        Assert.Null((await given.Send("safety1", new UnclaimTask(task.Id))).Problem);
        Assert.Null((await given.Complete("safety2", number, "enforce")).Problem);
    }

    internal static Task<int> Leave(Given given, string userName) => given.Within(async scope =>
    {
        var user = await scope.GetRequiredService<RectificationDb>().Users.SingleAsync(each => each.UserName == userName);
        user.IsActive = false;
        return 0;
    });
}
