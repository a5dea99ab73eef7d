using Microsoft.EntityFrameworkCore;
using Rectification.Engine.Tests;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

/// <summary>Drawings that would never come to rest stop with an incident that says so; what was done before stands.</summary>
public sealed class RunawayTests
{
    private sealed class Nothing : IJobHandler
    {
        public Task<JobAnswer> Run(Job job, CancellationToken ct) => Task.FromResult(JobAnswer.Ok);
    }

    [Fact]
    public async Task A_circle_of_handlers_stops_with_an_incident()
    {
        await using var given = await Given.Street(more: services => services.AddJobHandler<Nothing>("nothing"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {TaskTests.Step("look", "SafetyOfficer@street")} {Draw.End()}
            <bpmn:exclusiveGateway id="again"/> <bpmn:serviceTask id="job" name="自动处理">{Draw.Extension("<zeebe:taskDefinition type=\"nothing\"/>")}</bpmn:serviceTask>
            start -> look -> again ->(outcome = "enough") end
            again ->(default) job -> again
            """));
        var number = (await given.Case("p")).CaseNumber;
        Assert.Null((await given.Complete("safety1", number, "look", ("outcome", "more"))).Problem);
        var incident = await given.Read(db => db.Incidents.SingleAsync(row => row.CaseNumber == number));
        Assert.Equal("job", incident.ElementId);
        Assert.Contains("没有停下", incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_calls_itself_without_end_stops_with_an_incident()
    {
        await using var given = await Given.Street();
        await given.Deploy(Draw.Process($"""
            {Draw.Start()} {Draw.End()}
            <bpmn:callActivity id="call">{Draw.Extension("<zeebe:calledElement processId=\"p\"/>")}</bpmn:callActivity>
            start -> call -> end
            """));
        var number = (await given.Case("p")).CaseNumber;
        Assert.Contains("层", (await given.Read(db => db.Incidents.SingleAsync(row => row.CaseNumber == number))).Message, StringComparison.Ordinal);
    }
}
