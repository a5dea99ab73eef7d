using Microsoft.EntityFrameworkCore;
using Rectification.People;
using Rectification.Workflow;

namespace Rectification.Tests.People;

public sealed class DepartureTests
{
    private const string Drawing = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="visit" name="走访" isExecutable="true">
            <bpmn:startEvent id="start"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
            <bpmn:userTask id="look" name="现场查看">
              <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="CommunityLeader@community" /></bpmn:extensionElements>
              <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:endEvent id="end"><bpmn:incoming>b</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="look" /><bpmn:sequenceFlow id="b" sourceRef="look" targetRef="end" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    [Fact]
    public async Task What_somebody_had_taken_goes_back_to_the_group_when_they_leave()
    {
        await using var given = await Given.Street();
        var task = await Taken(given);
        Assert.True((await given.Send("sysadmin1", new DeactivateAccount(await RoleGrantTests.Id(given, "leader1")))).IsOk);
        await IsFree(given, task, "李建国的账号已停用，“现场查看”退回待领取");
    }

    [Fact]
    public async Task What_somebody_had_taken_goes_back_to_the_group_when_the_role_is_taken_back()
    {
        await using var given = await Given.Street();
        var task = await Taken(given);
        var leader = await RoleGrantTests.Id(given, "leader1");
        var grant = await given.Read(db => db.RoleGrants.FirstAsync(row => row.UserId == leader));
        Assert.True((await given.Send("secadmin1", new RevokeRole(grant.Id))).IsOk);
        await IsFree(given, task, "李建国不再任社区主干，“现场查看”退回待领取");
    }

    private static async Task<TaskRow> Taken(Given given)
    {
        await given.Deploy(Drawing);
        var @case = await given.Case("visit");
        var task = await given.OpenTask(@case.CaseNumber, "look");
        Assert.True((await given.Send("leader1", new ClaimTask(task.Id))).IsOk);
        Assert.False((await given.Send("leader2", new ClaimTask(task.Id))).IsOk);
        return task;
    }

    private static async Task IsFree(Given given, TaskRow task, string told)
    {
        Assert.Contains(told, await given.Read(db => db.Journal.Where(row => row.CaseNumber == task.CaseNumber).Select(row => row.Text).ToListAsync()));
        Assert.True((await given.Send("leader2", new ClaimTask(task.Id))).IsOk);
    }
}
