using System.Text;
using Rectification.Engine.Checking;
using Rectification.Engine.Decisions;
using Rectification.Engine.Forms;
using Rectification.Engine.Reading;
using static Rectification.Engine.Tests.Draw;

namespace Rectification.Engine.Tests.Reading;

/// <summary>Files made to hurt: each is refused, or read within bounds, with words that say what to do. No clock: work is bounded by counts, a hang would show as a test that never ends.</summary>
public sealed class HostileTests
{
    private static string Only(string xml)
    {
        var reading = BpmnReader.Read(xml);
        Assert.Empty(reading.Processes);
        return Assert.Single(reading.Problems).Text;
    }

    private static string Repeat(int times, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (var n = 0; n < times; n++)
            text.Append(piece(n));
        return text.ToString();
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><x>&d;</x>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")]
    [InlineData("<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\"><x/>")]
    [InlineData("<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]><x/>")]
    public void No_entity_is_ever_expanded_or_fetched(string xml) => Assert.Contains("DTD", Only(xml), StringComparison.Ordinal);

    [Theory]
    [InlineData("<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><bpmn:process id=\"p\"><bpmn:startEv")]
    [InlineData("\u0000\u0001\u0002")]
    [InlineData("<a>\u0000</a>")]
    [InlineData("<a b=\"1\" b=\"2\"/>")]
    [InlineData("<a:b/>")]
    [InlineData("\uFFFD\uFFFD<a/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>&#xD800;</a>")]
    public void What_is_cut_off_or_garbled_is_told_with_its_place(string xml) => Assert.Contains("XML", Only(xml), StringComparison.Ordinal);

    [Fact]
    public void A_hundred_thousand_elements_are_refused_with_their_number()
    {
        Assert.Contains("100001 个元素", Only(Process(Repeat(100_000, n => $"<bpmn:task id=\"t{n}\"/>"))), StringComparison.Ordinal);
        Assert.Contains("100001 个元素", Only(Process(Repeat(100_000, _ => "<bpmn:task/>"))), StringComparison.Ordinal);
        Assert.Contains("80003 个元素", Only(Process("<bpmn:task id=\"a\"/><bpmn:task id=\"b\"/>" + Repeat(80_000, _ => "<bpmn:sequenceFlow sourceRef=\"a\" targetRef=\"b\"/>"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_megabytes_of_anything_are_never_built_in_memory()
    {
        Assert.Contains("字符", Only(new string(' ', BpmnReader.MaxCharacters + 1)), StringComparison.Ordinal);
        Assert.Contains("元素和属性超过", Only($"<x>{Repeat(400_000, _ => "<a/>")}</x>"), StringComparison.Ordinal);
        Assert.Contains("1000 个属性", Only($"<x {Repeat(400_000, n => $"a{n}=\"\" ")}/>"), StringComparison.Ordinal);
        Assert.Contains("层", Only(string.Concat(Enumerable.Repeat("<a>", 1_000_000))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_does_no_harm() =>
        Assert.Empty(BpmnReader.Read(Process($"{Start()} {End()} <bpmn:documentation>{new string('字', 3_000_000)}</bpmn:documentation>\nstart -> end")).Problems);

    [Fact]
    public void Thousands_of_faults_are_told_as_a_list_that_somebody_can_read()
    {
        var reading = BpmnReader.Read(Process(Repeat(4_000, _ => "<bpmn:userTask id=\"same\"/>")));
        Assert.Empty(reading.Processes);
        Assert.Equal(501, reading.Problems.Length);
        Assert.Contains("没有列出", reading.Problems[^1].Text, StringComparison.Ordinal);
        Assert.False(reading.Problems[^1].IsWarning);
    }

    [Fact]
    public void Sub_processes_in_one_another_are_read_down_to_the_bound()
    {
        static string Nested(int depth) => Process($"{Start()} {End()}\n{Repeat(depth, n => $"<bpmn:subProcess id=\"s{n}\">")}<bpmn:task id=\"t\"/>{string.Concat(Enumerable.Repeat("</bpmn:subProcess>", depth))}\nstart -> s0 -> end");
        Assert.Single(BpmnReader.Read(Nested(90)).Processes);
        Assert.Contains("层", Only(Nested(1_000)), StringComparison.Ordinal);
        Assert.True(Walk.In(Nested(90)).Start().Ended);
    }

    [Fact]
    public void Ids_may_be_of_any_script_but_not_of_any_length()
    {
        var walk = Walk.In(Process($"{Start("开始")} {UserTask("办理😀ｅ́")} {End("конец")}\n开始 -> 办理😀ｅ́ -> конец")).Start();
        Assert.Equal("办理😀ｅ́", walk.Open);
        Assert.Contains("255", Only(Process($"{Start()} {UserTask(new string('a', 100_000))}")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_expression_is_refused_at_its_element()
    {
        var huge = string.Join(" + ", Enumerable.Repeat("1", 200_000));
        var problem = Assert.Single(BpmnReader.Read(Process($"{Start()} {End()} {End("other")}\nstart ->({huge} > 1) end\nstart -> other")).Problems);
        Assert.Contains("最多 20000 个", problem.Text, StringComparison.Ordinal);
        Assert.Equal("start-end", problem.ElementId);
    }

    [Fact]
    public void As_many_joins_as_fit_are_read_and_checked()
    {
        // Every join looks back over all that is before it, so this is the worst there is.
        var lines = Repeat(700, n => string.Join('\n', $"<bpmn:inclusiveGateway id=\"f{n}\"/><bpmn:inclusiveGateway id=\"j{n}\"/><bpmn:task id=\"t{n}\"/>",
            $"{(n == 0 ? "start" : $"j{n - 1}")} -> f{n} ->(n > 1) j{n}", $"f{n} ->(default) t{n} -> j{n}", ""));
        var xml = Process($"{Start()} {End()}\n{lines}j699 -> end");
        var reading = BpmnReader.Read(xml);
        Assert.Single(reading.Processes);
        Assert.DoesNotContain(DraftCheck.Of(reading, Known.Nothing), problem => problem.Text.Contains("等不齐", StringComparison.Ordinal));
    }

    [Fact]
    public void A_net_with_more_ways_than_atoms_is_looked_at_within_bounds()
    {
        var ways = Repeat(60, n => $"{UserTask($"a{n}")}\nfork ->(n > {n}) a{n} -> join\n");
        var reading = BpmnReader.Read(Process($"{Start()} {End()} <bpmn:inclusiveGateway id=\"fork\"/><bpmn:inclusiveGateway id=\"join\"/>\nstart -> fork\njoin -> end\n{ways}"));
        Assert.Single(reading.Processes);
        Assert.All(DraftCheck.Of(reading, Known.Nothing), problem => Assert.DoesNotContain("等不齐", problem.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_circle_that_never_waits_ends_in_one_incident_with_clear_words()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} <bpmn:exclusiveGateway id="again"/> <bpmn:task id="spin"/>
            start -> again ->(n > 1) end
            again ->(default) spin -> again
            """).Start(("n", 0));
        Assert.Contains("没有停下", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        walk.Set(("n", 2));
        Assert.True(walk.Resolve().Ended);
    }

    [Fact]
    public void A_comment_hides_no_crowded_tag_and_is_none_itself()
    {
        var crowded = string.Concat(Enumerable.Range(0, 2_000).Select(n => $" a{n}=\"1\""));
        var hidden = Process($"{Start()} {End()}\nstart -> end").Replace("</bpmn:process>", $"<!-- a=' --><bpmn:documentation{crowded}/></bpmn:process>", StringComparison.Ordinal);
        Assert.Contains("属性", Assert.Single(BpmnReader.Read(hidden).Problems).Text, StringComparison.Ordinal);
        var ruled = Process($"{Start()} {End()}\nstart -> end").Replace("</bpmn:process>", $"<!-- {new string('=', 2_000)} --></bpmn:process>", StringComparison.Ordinal);
        Assert.Empty(BpmnReader.Read(ruled).Problems);
    }

    [Fact]
    public void What_is_in_use_is_not_refused_by_rules_that_came_later()
    {
        var xml = Process($"{Start()} {End()}\nstart -> end").Replace("</bpmn:process>",
            "<bpmn:adHocSubProcess id=\"free\"><bpmn:task id=\"t\"/><bpmn:completionCondition>=true</bpmn:completionCondition></bpmn:adHocSubProcess></bpmn:process>", StringComparison.Ordinal);
        Assert.Contains(BpmnReader.Read(xml).Problems, problem => !problem.IsWarning);
        Assert.DoesNotContain(BpmnReader.Read(xml, isDeployed: true).Problems, problem => !problem.IsWarning);
    }

    [Fact]
    public void A_loop_without_end_ends_in_one_incident()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} <bpmn:scriptTask id="spin">{Extension("<zeebe:script expression='=1' resultVariable='x'/>")}<bpmn:standardLoopCharacteristics><bpmn:loopCondition>=true</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:scriptTask>
            start -> spin -> end
            """).Start();
        Assert.Contains("没有停下", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
        Assert.True(walk.Facts.Count < 50_000, $"{walk.Facts.Count} facts");
    }

    [Fact]
    public void Instances_that_go_round_for_ever_earn_no_more_than_one_activity_may_have()
    {
        var walk = Walk.Through($"""
            {Start()} {End()} <bpmn:exclusiveGateway id="again"/> <bpmn:exclusiveGateway id="enough"/>
            <bpmn:scriptTask id="each">{Extension("<zeebe:script expression='=1' resultVariable='x'/>")}<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>=10</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:scriptTask>
            start -> again -> each -> enough
            enough ->(n > 1) end
            enough ->(default) again
            """).Start(("n", 0));
        Assert.Contains("没有停下", Assert.Single(walk.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_that_breed_are_stopped_before_there_are_thousands()
    {
        var walk = Walk.Through($"""
            {Start()} <bpmn:parallelGateway id="fork"/> <bpmn:exclusiveGateway id="merge"/> <bpmn:task id="a"/> <bpmn:task id="b"/>
            start -> merge -> fork -> a -> merge
            fork -> b -> merge
            """).Start();
        Assert.InRange(walk.Incidents.Count, 1, 2 * 500 + 2);
        Assert.True(walk.Facts.Count < 50_000, $"{walk.Facts.Count} facts");
        Assert.True(walk.Cancel().Ended);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"components\":[{\"type\":\"textfield\",\"key\":")]
    [InlineData("{\"id\":\"\\u0000\",\"components\":{}}")]
    [InlineData("\uFFFD")]
    [InlineData("{\"id\":\"\ud83d\"}")]
    public void A_form_that_is_none_is_told(string json)
    {
        Assert.Null(FormSchema.Read(json, out var problems));
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void A_form_too_deep_too_large_or_with_a_huge_expression_is_told()
    {
        string[] forms =
        [
            string.Concat(Enumerable.Repeat("[", 200_000)),
            "{\"id\":\"f\",\"components\":" + string.Concat(Enumerable.Repeat("[{\"type\":\"group\",\"components\":", 500)) + "[]" + string.Concat(Enumerable.Repeat("}]", 500)) + "}",
            $"{{\"id\":\"f\",\"components\":[{{\"type\":\"text\",\"text\":\"{new string('a', 2_000_001)}\"}}]}}",
            $"{{\"id\":\"f\",\"components\":[{{\"type\":\"textfield\",\"key\":\"k\",\"label\":\"l\",\"conditional\":{{\"hide\":\"={string.Join(" + ", Enumerable.Repeat("1", 100_000))} > 1\"}}}}]}}",
        ];
        foreach (var form in forms)
        {
            Assert.Null(FormSchema.Read(form, out var problems));
            Assert.InRange(problems.Length, 1, 1_000);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<definitions")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\">]><definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\">&a;</definitions>")]
    [InlineData("<x/>")]
    public void A_decision_model_that_is_none_is_told(string xml) => Assert.NotEmpty(DecisionModel.Read(xml).Problems);

    [Fact]
    public void A_decision_model_too_deep_or_too_large_is_told()
    {
        const string head = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"d\" name=\"d\" namespace=\"d\"><decision id=\"a\" name=\"a\">";
        string[] models =
        [
            head + string.Concat(Enumerable.Repeat("<context><contextEntry>", 100_000)),
            head + string.Concat(Enumerable.Repeat("<x/>", 400_000)) + "</decision></definitions>",
            new string(' ', 20_000_001),
        ];
        foreach (var model in models)
            Assert.NotEmpty(DecisionModel.Read(model).Problems);
    }
}
