using Rectification.Engine.Decisions;
using static Rectification.Engine.Tests.Decisions.Given;

namespace Rectification.Engine.Tests.Decisions;

public sealed class ModelTests
{
    [Fact]
    public void A_decision_sees_what_it_requires_and_nothing_else()
    {
        var model = $"""
            {Input("a")}{Input("b")}
            <decision id="d" name="d"><variable name="d"/>{Needs("a")}{Literal("[a, b]")}</decision>
            """;
        Assert.Equal("[1, null]", Shown(Value(model, "d", ("a", 1), ("b", 2))));
    }

    [Fact]
    public void Required_decisions_come_first_and_each_is_told()
    {
        var model = Model($"""
            <decision id="low" name="low value"><variable name="low value"/>{Literal("20")}</decision>
            <decision id="top" name="top"><variable name="top"/>
              <informationRequirement><requiredDecision href="#low"/></informationRequirement>{Literal("low value + 1")}</decision>
            """);
        var answer = model.Decide("top", Variables.Empty, Given.Surroundings);

        Assert.Equal(21m, answer.Value);
        Assert.Equal(["low", "top"], answer.Why.Select(told => told.Id));
    }

    [Fact]
    public void Decisions_that_require_each_other_are_told_and_end()
    {
        var model = Model($"""
            <decision id="a" name="a"><variable name="a"/><informationRequirement><requiredDecision href="#b"/></informationRequirement>{Literal("b")}</decision>
            <decision id="b" name="b"><variable name="b"/><informationRequirement><requiredDecision href="#a"/></informationRequirement>{Literal("a")}</decision>
            """);
        Assert.Contains("以自己为依据", model.Decide("a", Variables.Empty, Given.Surroundings).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_knowledge_model_is_called_by_position_by_name_and_by_invocation()
    {
        const string Knowledge = """
            <businessKnowledgeModel id="k" name="fine for"><variable name="fine for"/><encapsulatedLogic>
              <formalParameter name="days late" typeRef="number"/><formalParameter name="rate" typeRef="number"/>
              <literalExpression><text>days late * rate</text></literalExpression>
            </encapsulatedLogic></businessKnowledgeModel>
            """;
        const string Needed = """<variable name="d"/><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>""";

        Assert.Equal(60m, Value($"""{Knowledge}<decision id="d" name="d">{Needed}{Literal("fine for(3, 20)")}</decision>""", "d"));
        Assert.Equal(60m, Value($"""{Knowledge}<decision id="d" name="d">{Needed}{Literal("fine for(rate: 20, days late: 3)")}</decision>""", "d"));
        Assert.Equal(60m, Value($"""
            {Knowledge}<decision id="d" name="d">{Needed}<invocation>{Literal("fine for")}
              <binding><parameter name="rate"/>{Literal("20")}</binding><binding><parameter name="days late"/>{Literal("3")}</binding>
            </invocation></decision>
            """, "d"));
    }

    [Theory]
    [InlineData("<list><literalExpression><text>1</text></literalExpression><literalExpression><text>1 + 1</text></literalExpression></list>", "[1, 2]")]
    [InlineData("<relation><column name='a'/><column name='b'/><row><literalExpression><text>1</text></literalExpression><literalExpression><text>2</text></literalExpression></row></relation>", "[{a: 1, b: 2}]")]
    [InlineData("<conditional><if><literalExpression><text>1 &lt; 2</text></literalExpression></if><then><literalExpression><text>\"yes\"</text></literalExpression></then><else><literalExpression><text>\"no\"</text></literalExpression></else></conditional>", "\"yes\"")]
    [InlineData("<for iteratorVariable='i'><in><literalExpression><text>1..3</text></literalExpression></in><return><literalExpression><text>i * i</text></literalExpression></return></for>", "null")]
    [InlineData("<for iteratorVariable='i'><in><literalExpression><text>[1..3]</text></literalExpression></in><return><literalExpression><text>i * i</text></literalExpression></return></for>", "[1, 4, 9]")]
    [InlineData("<some iteratorVariable='i'><in><literalExpression><text>[1, 2]</text></literalExpression></in><satisfies><literalExpression><text>i > 1</text></literalExpression></satisfies></some>", "true")]
    [InlineData("<every iteratorVariable='i'><in><literalExpression><text>[1, 2]</text></literalExpression></in><satisfies><literalExpression><text>i > 1</text></literalExpression></satisfies></every>", "false")]
    [InlineData("<filter><in><literalExpression><text>[1, 2, 3]</text></literalExpression></in><match><literalExpression><text>item > 1</text></literalExpression></match></filter>", "[2, 3]")]
    [InlineData("<filter><in><literalExpression><text>[1, 2, 3]</text></literalExpression></in><match><literalExpression><text>\"no truth\"</text></literalExpression></match></filter>", "null")]
    [InlineData("<context><contextEntry><variable name='net sum'/><literalExpression><text>10</text></literalExpression></contextEntry><contextEntry><literalExpression><text>net sum * 2</text></literalExpression></contextEntry></context>", "20")]
    [InlineData("<context><contextEntry><variable name='f'/><functionDefinition><formalParameter name='x'/><literalExpression><text>x + 1</text></literalExpression></functionDefinition></contextEntry><contextEntry><literalExpression><text>f(1)</text></literalExpression></contextEntry></context>", "2")]
    public void Boxed_expressions(string boxed, string expected)
    {
        var answer = Model($"""<decision id="d" name="d"><variable name="d"/>{boxed}</decision>""").Decide("d", Variables.Empty, Given.Surroundings);
        Assert.Equal(expected, Shown(answer.Value));
    }

    [Theory]
    [InlineData("\"major\"", "\"major\"")]
    [InlineData("[\"major\"]", "\"major\"")]
    [InlineData("\"huge\"", "null")]
    [InlineData("3", "null")]
    public void A_result_fits_its_type_and_the_values_allowed_or_is_null(string feel, string expected) => Assert.Equal(expected, Shown(Value($"""
        <itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"major", "general"</text></allowedValues></itemDefinition>
        <decision id="d" name="d"><variable name="d" typeRef="tLevel"/>{Literal(feel)}</decision>
        """, "d")));

    [Theory]
    [InlineData("{name: \"王芳\", age: 41}", "{age: 41, name: \"王芳\"}")]
    [InlineData("{name: \"王芳\", age: null}", "{age: null, name: \"王芳\"}")]
    [InlineData("{name: \"王芳\"}", "null")]
    [InlineData("{name: \"王芳\", age: \"old\"}", "null")]
    public void A_context_of_a_type_has_all_its_entries(string feel, string expected) => Assert.Equal(expected, Shown(Value($"""
        <itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>
        <decision id="d" name="d"><variable name="d" typeRef="tPerson"/>{Literal(feel)}</decision>
        """, "d")));

    [Theory]
    [InlineData("A=A", "A → A")]
    [InlineData("A=B B=A", "B → A → B")]
    [InlineData("C=A A=B B=A", "B → A → B")]
    [InlineData("A=[B] B=A", "B → A → B")]
    public void A_type_that_is_made_of_itself_is_told(string types, string circle)
    {
        var problem = Assert.Single(Model(string.Concat(types.Split(' ').Select(Item)) + $"""
            <decision id="d" name="d"><variable name="d" typeRef="A"/>{Literal("5")}</decision>
            """).Problems);
        Assert.Contains($"类型“{circle[0]}”的 typeRef 转了一圈又回到自己（{circle}）", problem.Message, StringComparison.Ordinal);
        Assert.False(problem.IsWarning);
    }

    [Fact]
    public void A_chain_of_types_without_end_is_told()
    {
        var types = string.Concat(Enumerable.Range(0, 20_000).Select(i => Item($"T{i}=T{i + 1}"))) + Item("T20000=string");
        Assert.Contains("一个接一个超过 20 层", Model(types).Problems[0].Message, StringComparison.Ordinal);
        Assert.Empty(Model(string.Concat(Enumerable.Range(0, 19).Select(i => Item($"T{i}=T{i + 1}"))) + Item("T19=string")).Problems);
    }

    [Fact]
    public void A_type_reference_of_prefixes_only_is_told_at_once()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("没有名为", Assert.Single(Model(Item($"A={new string(':', 50_000)}")).Problems).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Feel.Given.MostBytes);
    }

    [Theory]
    [InlineData("{name: \"a\", parts: [{name: \"b\", parts: []}]}", "{name: \"a\", parts: [{name: \"b\", parts: []}]}")]
    [InlineData("{name: \"a\", parts: [{name: 1, parts: []}]}", "null")]
    public void A_type_may_have_itself_in_its_components(string feel, string expected) => Assert.Equal(expected, Shown(Value($"""
        <itemDefinition name="tPart"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>
          <itemComponent name="parts"><typeRef>tParts</typeRef></itemComponent></itemDefinition>
        <itemDefinition name="tParts" isCollection="true"><typeRef>tPart</typeRef></itemDefinition>
        <decision id="d" name="d"><variable name="d" typeRef="tPart"/>{Literal(feel)}</decision>
        """, "d")));

    // "A=B" for a type A that is a B, "A=[B]" for one of many.
    private static string Item(string written)
    {
        var (name, isMany) = (written.Split('=')[0], written.EndsWith(']'));
        return $"<itemDefinition name=\"{name}\" isCollection=\"{(isMany ? "true" : "false")}\"><typeRef>{written.Split('=')[1].Trim('[', ']')}</typeRef></itemDefinition>\n";
    }

    [Fact]
    public void Names_may_hold_an_apostrophe() => Assert.Equal("\"good!\"", Shown(Value($"""
        {Input("Teacher's Evaluation")}<decision id="d" name="d"><variable name="d"/>{Needs("Teacher's Evaluation")}{Literal("Teacher's Evaluation + \"!\"")}</decision>
        """, "d", ("Teacher's Evaluation", "good"))));

    [Fact]
    public void An_input_outside_its_allowed_values_is_told_by_name()
    {
        var model = Model($"""
            <itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"major", "general"</text></allowedValues></itemDefinition>
            {Input("level", "tLevel")}<decision id="d" name="d"><variable name="d"/>{Needs("level")}{Literal("level")}</decision>
            """);
        Assert.Equal("输入“level”的值不合所定的类型或范围", model.Decide("d", Variables.Of(("level", "huge")), Given.Surroundings).Problem);
    }

    [Fact]
    public void A_service_takes_its_parameters_in_place_of_what_lies_outside()
    {
        var model = $"""
            {Input("a")}
            <decision id="outside" name="outside"><variable name="outside"/>{Literal("1")}</decision>
            <decision id="inside" name="inside"><variable name="inside"/>{Needs("a")}
              <informationRequirement><requiredDecision href="#outside"/></informationRequirement>{Literal("a + outside")}</decision>
            <decisionService id="s" name="s"><variable name="s"/><outputDecision href="#inside"/><inputDecision href="#outside"/><inputData href="#a"/></decisionService>
            <decision id="d" name="d"><variable name="d"/><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>{Literal("s(a: 5, outside: 100)")}</decision>
            """;
        Assert.Equal(105m, Value(model, "d"));
        Assert.Equal(12m, Value(model, "s", ("a", 10), ("outside", 2)));
    }

    [Fact]
    public void What_is_imported_is_reached_through_the_name_of_the_import()
    {
        var other = DecisionModel.Read($"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="rates" namespace="urn:rates">
              <itemDefinition name="tRate"><typeRef>number</typeRef></itemDefinition>
              <decision id="r" name="base rate"><variable name="base rate"/>{Literal("7")}</decision>
            </definitions>
            """);
        var model = Model($"""
            <import namespace="urn:rates" name="rates" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <decision id="d" name="d"><variable name="d" typeRef="rates.tRate"/>
              <informationRequirement><requiredDecision href="urn:rates#r"/></informationRequirement>{Literal("rates.base rate * 2")}</decision>
            """, other);

        Assert.Empty(model.Problems);
        Assert.Equal(14m, model.Decide("d", Variables.Empty, Given.Surroundings).Value);
    }

    [Fact]
    public void Types_of_an_import_are_named_with_it_and_names_may_hold_blanks()
    {
        var other = DecisionModel.Read("""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="people" namespace="urn:people">
              <itemDefinition name="tOld Person"><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>
            </definitions>
            """);
        var model = Model($$"""
            <import namespace="urn:people" name="people" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <itemDefinition name="tOwn Level"><typeRef>string</typeRef></itemDefinition>
            <decision id="d" name="d"><variable name="d"/>{{Literal("[{age: 7} instance of people.tOld Person, {age: \"x\"} instance of people.tOld Person, \"a\" instance of tOwn Level, 1 instance of list<tOwn Level>]")}}</decision>
            """, other);

        Assert.Empty(model.Problems);
        Assert.Equal("[true, false, true, false]", Shown(model.Decide("d", Variables.Empty, Given.Surroundings).Value));
    }

    [Fact]
    public void Inputs_of_imports_of_imports_come_under_their_names()
    {
        var a = DecisionModel.Read($"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="a" namespace="urn:a">
              <inputData id="i" name="who"><variable name="who" typeRef="string"/></inputData>
              <decision id="g" name="greeting"><variable name="greeting"/><informationRequirement><requiredInput href="#i"/></informationRequirement>{Literal("\"Hello, \" + who")}</decision>
            </definitions>
            """);
        var b = DecisionModel.Read($"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="b" namespace="urn:b">
              <import namespace="urn:a" name="inner a" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
              <decision id="t" name="told"><variable name="told"/><informationRequirement><requiredDecision href="urn:a#g"/></informationRequirement>{Literal("inner a.greeting + \"!\"")}</decision>
            </definitions>
            """, a);
        var model = Model($"""
            <import namespace="urn:b" name="b" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <import namespace="urn:a" name="a" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
            <decision id="d" name="d"><variable name="d"/><informationRequirement><requiredDecision href="urn:b#t"/></informationRequirement>
              <informationRequirement><requiredInput href="urn:a#i"/></informationRequirement>{Literal("[b.told, a.who]")}</decision>
            """, a, b);

        Assert.Empty(model.Problems);
        var inputs = Variables.Of(("b", Variables.Of(("inner a", Variables.Of(("who", "王芳"))))), ("a", Variables.Of(("who", "李强"))));
        Assert.Equal("[\"Hello, 王芳!\", \"李强\"]", Shown(model.Decide("d", inputs, Given.Surroundings).Value));
    }

    [Fact]
    public void A_knowledge_model_is_an_instance_of_the_function_type_that_it_has()
    {
        var model = Model($"""
            <itemDefinition name="tF"><functionItem outputTypeRef="string"><parameters name="p" typeRef="string"/><parameters name="q" typeRef="number"/></functionItem></itemDefinition>
            <businessKnowledgeModel id="b" name="b"><variable name="b" typeRef="tF"/><encapsulatedLogic><formalParameter name="p" typeRef="string"/><formalParameter name="q" typeRef="number"/>{Literal("p")}</encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="d"><variable name="d"/><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>{Literal("[b instance of function<string, number> -> string, b instance of function<string, number> -> Any, b instance of function<string> -> string, b instance of function<string, number> -> number]")}</decision>
            """);

        Assert.Empty(model.Problems);
        Assert.Equal("[true, true, false, false]", Shown(model.Decide("d", Variables.Empty, Given.Surroundings).Value));
    }

    [Theory]
    [InlineData("<not-dmn/>", "根元素应当是 definitions")]
    [InlineData("<definitions>", "不是有效的 XML")]
    [InlineData("<definitions><decision id='d' name='d'><informationRequirement><requiredInput href='#gone'/></informationRequirement></decision></definitions>", "“gone”不存在")]
    [InlineData("<definitions><decision id='d' name='d'><variable typeRef='tGone'/></decision></definitions>", "没有名为“tGone”的类型")]
    [InlineData("<definitions id='m'><decision id='d' name='d'/>\n<inputData id='d' name='e'/></definitions>", "编号“d”已在第 1 行用过")]
    [InlineData("<definitions><import namespace='urn:gone' name='x'/></definitions>", "没有找到要导入的模型")]
    public void A_faulty_file_is_told_and_never_throws(string xml, string told) =>
        Assert.Contains(DecisionModel.Read(xml).Problems, problem => problem.Message.Contains(told, StringComparison.Ordinal));

    [Fact]
    public void An_id_that_stands_twice_is_warned_of_since_design_tools_lose_what_carries_it()
    {
        var problem = Assert.Single(DecisionModel.Read("<definitions id='a'>\n<decision id='a' name='d'><variable name='d'/></decision></definitions>").Problems);
        Assert.Equal((2, true), (problem.Line, problem.IsWarning));
        Assert.Contains("编号“a”已在第 1 行用过", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_that_would_not_end_is_told()
    {
        var answer = Model($"""<decision id="d" name="d"><variable name="d"/>{Literal("for a in 1..100000, b in 1..100000 return a")}</decision>""").Decide("d", Variables.Empty, Given.Surroundings);
        Assert.StartsWith("计算量超过上限", answer.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number", "\"高\"", "“\"高\"”得出文本“高”，而所定的类型是数字")]
    [InlineData("string", "1 + 2", "“1 + 2”得出数字，而所定的类型是文本")]
    [InlineData("string", "a > 3", "“a > 3”得出是或否，而所定的类型是文本")]
    [InlineData("boolean", "if a > 3 then \"是\" else null", "得出文本，而所定的类型是是或否")]
    [InlineData("string", "a", "“a”得出数字，而所定的类型是文本")]
    [InlineData("number", "\"第\" + string(a)", "得出文本，而所定的类型是数字")]
    [InlineData("number", "string(a)", "得出文本，而所定的类型是数字")]
    [InlineData("date", "count([a])", "得出数字，而所定的类型是日期")]
    [InlineData("tLevel", "\"minor\"", "得出文本“minor”，而所定的类型是“tLevel”（文本，允许的值：\"general\",\"major\"）")]
    [InlineData("tLevels", "7", "得出数字 7，而所定的类型是“tLevels”（文本的列表）")]
    [InlineData("tPlace", "\"三楼\"", "得出文本“三楼”，而所定的类型是“tPlace”（上下文）")]
    public void An_expression_that_can_never_be_of_its_type_is_told_when_the_file_is_read(string type, string feel, string told)
    {
        foreach (var (decision, literal) in new[] { (type, (string?)null), ("Any", type) })
        {
            var problem = Assert.Single(Typed(decision, literal, feel).Misfits);
            Assert.Equal(("定级", "d", false), (problem.Place, problem.DecisionId, problem.IsWarning));
            Assert.True(problem.Line > 1);
            Assert.Contains(told, problem.Message, StringComparison.Ordinal);
            if (literal is null && feel == "a")
                break; // Inside, names are not known by their types.
        }
    }

    [Theory]
    [InlineData("number", "a + 1")]
    [InlineData("number", "[1]")]
    [InlineData("number", "null")]
    [InlineData("number", "if a > 1 then 2 else \"二\"")]
    [InlineData("number", "for a in [\"x\"] return a")]
    [InlineData("string", "[\"x\"][1]")]
    [InlineData("date and time", "date(\"2026-03-05\")")]
    [InlineData("tLevel", "\"major\"")]
    [InlineData("tLevels", "\"major\"")]
    [InlineData("tPlace", "{floor: a}")]
    [InlineData("Any", "\"x\"")]
    public void One_that_may_be_is_not_told(string type, string feel) => Assert.Empty(Typed(type, null, feel).Misfits);

    [Fact]
    public void A_value_that_does_not_fit_counts_as_null_and_the_answer_says_which_expression_gave_what()
    {
        var model = Model($"""
            {Input("a")}
            <decision id="d" name="天数"><variable name="天数" typeRef="number"/>{Needs("a")}{Literal("a")}</decision>
            <decision id="e" name="加一"><variable name="加一" typeRef="number"/><informationRequirement><requiredDecision href="#d"/></informationRequirement>
              <literalExpression typeRef="string"><text>if 天数 = null then a else "x"</text></literalExpression><informationRequirement><requiredInput href="#a"/></informationRequirement></decision>
            """);
        var answer = model.Decide("d", Variables.Of(("a", "七")), Given.Surroundings);
        Assert.Equal((null, null), (answer.Value, answer.Problem));
        Assert.Equal(["决策“天数”得出文本“七”，不合所定的类型数字，按空值计"], answer.Misfits);
        Assert.Empty(model.Decide("d", Variables.Of(("a", 7)), Given.Surroundings).Misfits);

        answer = model.Decide("e", Variables.Of(("a", true)), Given.Surroundings);
        Assert.Null(answer.Value);
        Assert.Equal(["决策“天数”得出true，不合所定的类型数字，按空值计", "“加一”的表达式“if 天数 = null then a else \"x\"”得出true，不合所定的类型文本，按空值计"], answer.Misfits);
    }

    private static DecisionModel Typed(string decision, string? literal, string feel) => Model($"""

        <itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"general","major"</text></allowedValues></itemDefinition>
        <itemDefinition name="tLevels" isCollection="true"><typeRef>string</typeRef></itemDefinition>
        <itemDefinition name="tPlace"><itemComponent name="floor"><typeRef>number</typeRef></itemComponent></itemDefinition>
        {Input("a", "number")}
        <decision id="d" name="定级"><variable name="level" typeRef="{decision}"/>{Needs("a")}
          <literalExpression {(literal is null ? "" : $"typeRef=\"{literal}\"")}><text><![CDATA[{feel}]]></text></literalExpression></decision>
        """);

    [Fact]
    public void A_setting_that_there_is_not_is_told_with_line_and_place_and_when_it_is_evaluated()
    {
        const string Feel = "1 + setting(\"rectification.day\")";
        var model = Model($"""

            <decision id="d" name="期限"><variable name="期限"/>{Literal(Feel)}</decision>
            """);
        Assert.Empty(model.Problems);
        var problem = Assert.Single(model.UnknownSettings(["rectification.days", "due.revisit"]));
        Assert.Equal((2, "期限", "d", false), (problem.Line, problem.Place, problem.DecisionId, problem.IsWarning));
        Assert.Equal("第 13 个字符处，没有名为“rectification.day”的设置，写法最接近的是“rectification.days”。请改正名称", problem.Message);
        Assert.Empty(model.UnknownSettings(["rectification.day"]));

        var answer = model.Decide("d", Variables.Empty, Given.Surroundings);
        Assert.Null(answer.Value);
        Assert.Equal("没有名为“rectification.day”的设置，写法最接近的是“rectification.days”，没有得出结果", answer.Problem);
    }

    [Fact]
    public void Deployed_decisions_answer_by_id()
    {
        var model = Model($"""<decision id="d" name="d"><variable name="d"/>{Literal("1")}</decision>""");
        var outline = new ModelOutline("m", "model", "urn:own", [], [new("d", "d", null)]);
        var decisions = new DeployedDecisions([new("m", 4, outline, model)]);

        var answer = decisions.Decide(new("d"), Variables.Empty, Given.Surroundings);
        Assert.Equal((1m, new DecisionSource("m", 4, "model")), (answer.Value, answer.Source));
        Assert.Equal("没有部署这个决策", decisions.Decide(new("other"), Variables.Empty, Given.Surroundings).Problem);
    }
}
