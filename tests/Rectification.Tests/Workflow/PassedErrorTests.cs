using Microsoft.EntityFrameworkCore;
using Rectification.Engine.Tests;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>An error goes out through every process around it until one takes it; when none does it stays where it came up, for an operator.</summary>
public sealed class PassedErrorTests
{
    private sealed class Failing : IJobHandler
    {
        public Task<JobAnswer> Run(Job job, CancellationToken ct) => Task.FromResult<JobAnswer>(new JobAnswer.Error("E", "坏了"));
    }

    [Fact]
    public async Task A_process_between_that_does_not_take_it_ends_by_it()
    {
        await using var given = await Street("E");
        var number = (await given.Case("outer")).CaseNumber;
        Assert.Equal("caught", (await given.Read(db => db.Tasks.SingleAsync(row => row.CaseNumber == number))).ElementId);
        Assert.Equal("outer", (await given.Read(db => db.Instances.SingleAsync(row => row.CaseNumber == number))).DefinitionKey);
        Assert.Empty(await given.Read(db => db.Incidents.ToListAsync()));
    }

    [Fact]
    public async Task What_nobody_takes_is_an_incident_where_it_came_up()
    {
        await using var given = await Street("F");
        var number = (await given.Case("outer")).CaseNumber;
        Assert.Equal("job", (await given.Read(db => db.Incidents.SingleAsync(row => row.CaseNumber == number))).ElementId);
        Assert.Equal(3, await given.Read(db => db.Instances.CountAsync(row => row.CaseNumber == number)));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("propagateAllChildVariables=\"false\"", false)]
    public async Task What_the_called_processes_had_comes_back_only_where_the_calls_let_it_through(string attributes, bool comesBack)
    {
        await using var given = await Street("E", attributes);
        var number = (await given.Case("outer")).CaseNumber;
        var task = await given.OpenTask(number, "caught");
        var instance = await given.Read(db => db.Instances.SingleAsync(row => row.Id == task.InstanceId));
        Assert.Equal(comesBack, StateJson.Read(instance.State).Variables.Has("secret"));
    }

    private static async Task<Given> Street(string caught, string attributes = "")
    {
        var given = await Given.Street(more: services => services.AddJobHandler<Failing>("fail"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {Draw.End()} <bpmn:serviceTask id="job">{Draw.Extension("<zeebe:taskDefinition type=\"fail\"/>")}</bpmn:serviceTask>
            <bpmn:scriptTask id="find">{Draw.Extension("<zeebe:script expression=\"=2\" resultVariable=\"secret\"/>")}</bpmn:scriptTask>
            start -> find -> job -> end
            """, id: "inner"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {Draw.End()} {Call("inner", attributes)}
            start -> call -> end
            """, id: "middle"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {Draw.End()} {Call("middle", attributes)} {Draw.Boundary("edge", "call", Draw.OnError(caught))} {TaskTests.Step("caught", "SafetyOfficer@street")}
            start -> call -> end
            edge -> caught -> end
            """, Draw.Error(caught), "outer"));
        return given;
    }

    private static string Call(string called, string attributes) => $"<bpmn:callActivity id=\"call\">{Draw.Extension($"<zeebe:calledElement processId=\"{called}\" {attributes}/>")}</bpmn:callActivity>";
}
