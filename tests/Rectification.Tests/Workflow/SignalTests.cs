using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class SignalTests
{
    private const string Signal = """<bpmn:signal id="s" name="stop"/>""";

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task A_signal_reaches_every_case_of_the_street_that_waits_for_it(DatabaseProvider database)
    {
        await using var given = await Given.Street(database);
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            <bpmn:intermediateCatchEvent id="wait"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateCatchEvent>
            {TaskTests.Step("after", "SafetyOfficer@street")}
            {Draw.End()}
            start -> wait -> after -> end
            """, Signal, "waiter"));
        await given.Deploy(Draw.Process($"""
            {Draw.Start()}
            {TaskTests.Step("go", "SafetyOfficer@street")}
            <bpmn:intermediateThrowEvent id="throw"><bpmn:signalEventDefinition signalRef="s"/></bpmn:intermediateThrowEvent>
            {Draw.End()}
            start -> go -> throw -> end
            """, Signal, "thrower"));
        var first = (await given.Case("waiter")).CaseNumber;
        var second = (await given.Case("waiter")).CaseNumber;
        var thrower = (await given.Case("thrower")).CaseNumber;
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
        Assert.Empty(await given.OpenTasks(first));

        Assert.Null((await given.Complete("safety1", thrower, "go")).Problem);

        Assert.Equal("after", Assert.Single(await given.OpenTasks(first)).ElementId);
        Assert.Equal("after", Assert.Single(await given.OpenTasks(second)).ElementId);
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }
}
