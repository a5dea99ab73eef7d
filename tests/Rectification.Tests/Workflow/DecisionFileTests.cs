using Microsoft.EntityFrameworkCore;
using Rectification.Engine;
using Rectification.Engine.Tests;
using Rectification.Storage;
using Rectification.Workflow;

namespace Rectification.Tests.Workflow;

public sealed class DecisionFileTests
{
    [Theory, MemberData(nameof(Given.Databases), MemberType = typeof(Given))]
    public async Task A_business_rule_task_takes_its_answer_from_the_file_and_the_case_keeps_why(DatabaseProvider provider)
    {
        await using var given = await Given.Street(provider);
        Assert.Equal(1, (await Deployed(given, Measures("letter"))).Version);
        await given.Deploy(Drawing(""));

        var @case = await given.Case("asks", Variables.Of(("days", 7)));

        Assert.Equal("函告 letter", (await given.OpenTask(@case.CaseNumber, "look")).Name);
        var entry = Assert.Single(await Made(given, @case));
        Assert.Equal("按《措施》（第 1 版）“处理”第 2 行：letter。依据：001-8", entry.Text);
        var part = Assert.Single(entry.Decision!.Why);
        Assert.Equal(("measure", 2, "7"), (part.Id, Assert.Single(part.Rules).Row, DecisionRecord.Show(part.Inputs.GetProperty("days"))));
        Assert.Empty(await given.With((Verifier verifier) => verifier.Run(CancellationToken.None)));
    }

    [Fact]
    public async Task A_changed_file_is_a_new_version_and_calls_go_to_the_version_they_are_bound_to()
    {
        await using var given = await Given.Street();
        await Deployed(given, Measures("letter", tag: "spring"));
        await given.Deploy(Drawing("bindingType='deployment'", "bound"));
        await given.Deploy(Drawing("bindingType='versionTag' versionTag='spring'", "tagged"));
        await given.Deploy(Drawing("", "newest"));
        Assert.False((await Deployed(given, Measures("letter", tag: "spring"))).IsNew);

        Assert.Equal((2, true), Told(await Deployed(given, Measures("notice"))));

        Assert.Equal("函告 letter", await Said(given, "bound"));
        Assert.Equal("函告 letter", await Said(given, "tagged"));
        Assert.Equal("函告 notice", await Said(given, "newest"));
        await given.Deploy(Drawing("bindingType='deployment'", "bound"));
        Assert.Equal("函告 notice", await Said(given, "bound"));
        Assert.Equal(2, await given.Read(db => db.Definitions.Where(row => row.Key == "bound").MaxAsync(row => row.Version)));
    }

    [Fact]
    public async Task A_tag_that_no_decision_carries_is_told_at_deployment()
    {
        await using var given = await Given.Street();
        await Deployed(given, Measures("letter", tag: "spring"));
        var refused = (await given.Send("designer1", new DeployDefinition(Drawing("bindingType='versionTag' versionTag='summer'", "tagged")))).Value;
        var problem = Assert.Single(refused.Problems, each => !each.IsWarning);
        Assert.Equal(("ask", true), (problem.ElementId, problem.Line > 0));
        Assert.Contains("summer", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_imports_another_follows_its_changes_and_is_not_left_without_it()
    {
        await using var given = await Given.Street();
        Assert.Contains("没有找到要导入的模型", Assert.Single((await Send(given, Importing)).Problems, problem => problem.Place == "导入").Message, StringComparison.Ordinal);
        await Deployed(given, Measures("letter"));
        await Deployed(given, Importing);
        Assert.Equal("letter!", await Evaluated(given));

        await Deployed(given, Measures("notice"));

        Assert.Equal("notice!", await Evaluated(given));
        var broken = await Send(given, Measures("notice").Replace("\"measure\"", "\"renamed\"", StringComparison.Ordinal));
        Assert.True(broken.IsRefused);
        Assert.Contains("importing", broken.Problems.First(problem => !problem.IsWarning).Place, StringComparison.Ordinal);
        Assert.Equal("notice!", await Evaluated(given));
    }

    [Fact]
    public async Task A_faulty_file_is_refused_with_every_fault_and_the_version_before_stays()
    {
        await using var given = await Given.Street();
        await Deployed(given, Measures("letter"));

        var refused = await Send(given, Measures("letter").Replace("[5..10]", "[5..", StringComparison.Ordinal).Replace("\"none\"", "if", StringComparison.Ordinal));

        var faults = refused.Problems.Where(problem => !problem.IsWarning).ToList();
        Assert.Equal(2, faults.Count);
        Assert.All(faults, problem => Assert.Matches("处理 第 [12] 行第 [12] 列", problem.Place));
        Assert.All(faults, problem => Assert.True(problem.Line > 1));
        Assert.Equal(1, await given.Read(db => db.DecisionModels.Where(row => row.Key == "measures").MaxAsync(row => row.Version)));
    }

    [Fact]
    public async Task A_drawing_that_calls_an_unknown_decision_is_refused()
    {
        await using var given = await Given.Street();

        var refused = (await given.Send(new DeployDefinition(Drawing("")))).Value;

        Assert.Contains("所调用的决策“measure”没有部署", Assert.Single(refused.Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_there_is_not_keeps_files_and_drawings_out()
    {
        await using var given = await Given.Street();

        var file = await Send(given, Measures("letter").Replace("<text>days</text>", "<text>days + setting(\"extension.maks\")</text>", StringComparison.Ordinal));
        var drawing = (await given.Send(new DeployDefinition(Draw.Process($"""
            {Draw.Start()} {TaskTests.Step("look", "SafetyOfficer@street", "=workdays(setting(\"due.revist\"))")} {Draw.End()}
            start -> look -> end
            """)))).Value;

        Assert.True(file.IsRefused);
        var problem = Assert.Single(file.Problems, problem => !problem.IsWarning);
        Assert.Contains("没有名为“extension.maks”的设置，写法最接近的是“extension.max”", problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Line > 1);
        Assert.True(drawing.IsRefused);
        Assert.Contains("没有名为“due.revist”的设置，写法最接近的是“due.revisit”", Assert.Single(drawing.Problems).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_not_of_its_type_keeps_the_file_out_or_stands_in_the_record_of_the_case()
    {
        await using var given = await Given.Street();
        var refused = await Send(given, Plain("\"七\""));
        Assert.True(refused.IsRefused);
        Assert.Contains("“\"七\"”得出文本“七”，而所定的类型是数字，永远得不出值", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);

        await Deployed(given, Plain("days"));
        await given.Deploy(Drawing(""));
        var @case = await given.Case("asks", Variables.Of(("days", "七")));

        Assert.Equal("函告 notice", (await given.OpenTask(@case.CaseNumber, "look2")).Name);
        var entry = Assert.Single(await Made(given, @case));
        Assert.Equal("按《措施》（第 1 版）“处理”：无。决策“处理”得出文本“七”，不合所定的类型数字，按空值计", entry.Text);
        Assert.Equal(["决策“处理”得出文本“七”，不合所定的类型数字，按空值计"], entry.Decision!.Misfits);
    }

    private static string Plain(string feel) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="measures" name="措施" namespace="urn:measures">
          <inputData id="days" name="days"><variable name="days"/></inputData>
          <decision id="measure" name="处理">
            <variable name="处理" typeRef="number"/>
            <informationRequirement><requiredInput href="#days"/></informationRequirement>
            <literalExpression><text>{feel}</text></literalExpression>
          </decision>
        </definitions>
        """;

    private static (int, bool) Told(DeployedDecisionFile file) => (file.Version, file.IsNew);

    private static async Task<DeployedDecisionFile> Send(Given given, string xml) => (await given.Send(new DeployDecisionFile(xml))).Value;

    private static async Task<DeployedDecisionFile> Deployed(Given given, string xml)
    {
        var deployed = await Send(given, xml);
        Assert.False(deployed.IsRefused, string.Join("\n", deployed.Problems));
        return deployed;
    }

    private static async Task<string> Said(Given given, string process) =>
        Assert.Single(await given.OpenTasks((await given.Case(process, Variables.Of(("days", 7)))).CaseNumber)).Name;

    private static async Task<object?> Evaluated(Given given)
    {
        var street = (await given.Premises("grid1")).StreetId;
        var answer = await given.With((Decisions decisions) => decisions.Evaluate(street, "loud", Variables.Of(("days", 7)), CancellationToken.None));
        Assert.Null(answer.Problem);
        Assert.Equal(["measure", "loud"], answer.Why.Select(told => told.Id));
        return answer.Value;
    }

    private static async Task<List<TraceLine>> Made(Given given, CaseRow @case)
    {
        var actor = await given.ActorOf("safety1");
        var trace = await given.With((CaseQueries cases) => cases.Trace(@case.CaseNumber, actor, CancellationToken.None));
        return [.. trace.Value.Where(line => line.What == DecisionJournal.What)];
    }

    private static string Measures(string slow, string? tag = null) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="measures" name="措施" namespace="urn:measures">
          <inputData id="days" name="days"><variable name="days" typeRef="number"/></inputData>
          <decision id="measure" name="处理">
            {(tag is null ? "" : $"<extensionElements><zeebe:versionTag value=\"{tag}\"/></extensionElements>")}
            <variable name="处理" typeRef="string"/>
            <informationRequirement><requiredInput href="#days"/></informationRequirement>
            <decisionTable hitPolicy="UNIQUE">
              <input label="天数"><inputExpression typeRef="number"><text>days</text></inputExpression></input>
              <output name="measure" typeRef="string"/>
              <annotation name="依据"/>
              <rule><inputEntry><text>&lt; 5</text></inputEntry>
                <outputEntry><text>"none"</text></outputEntry><annotationEntry><text/></annotationEntry></rule>
              <rule><inputEntry><text>[5..10]</text></inputEntry>
                <outputEntry><text>"{slow}"</text></outputEntry><annotationEntry><text>001-8</text></annotationEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private const string Importing = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="importing" name="引用" namespace="urn:importing">
          <import name="base" namespace="urn:measures" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
          <decision id="loud" name="loud">
            <variable name="loud" typeRef="string"/>
            <informationRequirement><requiredDecision href="urn:measures#measure"/></informationRequirement>
            <literalExpression><text>base.处理 + "!"</text></literalExpression>
          </decision>
        </definitions>
        """;

    private static string Drawing(string binding, string id = "asks") => $"""
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
          <bpmn:process id="{id}" name="试用" isExecutable="true">
            <bpmn:startEvent id="s"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="a" sourceRef="s" targetRef="ask"/>
            <bpmn:businessRuleTask id="ask" name="定措施"><bpmn:extensionElements>
              <zeebe:calledDecision decisionId="measure" resultVariable="measure" {binding}/></bpmn:extensionElements>
              <bpmn:incoming>a</bpmn:incoming><bpmn:outgoing>b</bpmn:outgoing></bpmn:businessRuleTask>
            <bpmn:sequenceFlow id="b" sourceRef="ask" targetRef="which"/>
            <bpmn:exclusiveGateway id="which" default="other"><bpmn:incoming>b</bpmn:incoming><bpmn:outgoing>is</bpmn:outgoing><bpmn:outgoing>other</bpmn:outgoing></bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="is" sourceRef="which" targetRef="look"><bpmn:conditionExpression>=measure = "letter"</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="other" sourceRef="which" targetRef="look2"/>
            <bpmn:userTask id="look" name="函告 letter"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="SafetyOfficer@street"/></bpmn:extensionElements><bpmn:incoming>is</bpmn:incoming><bpmn:outgoing>c</bpmn:outgoing></bpmn:userTask>
            <bpmn:userTask id="look2" name="函告 notice"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="SafetyOfficer@street"/></bpmn:extensionElements><bpmn:incoming>other</bpmn:incoming><bpmn:outgoing>d2</bpmn:outgoing></bpmn:userTask>
            <bpmn:sequenceFlow id="c" sourceRef="look" targetRef="e"/><bpmn:sequenceFlow id="d2" sourceRef="look2" targetRef="e"/>
            <bpmn:endEvent id="e"><bpmn:incoming>c</bpmn:incoming><bpmn:incoming>d2</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
        </bpmn:definitions>
        """;
}
