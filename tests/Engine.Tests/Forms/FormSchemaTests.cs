using Rectification.Engine.Forms;
using Rectification.Engine.Tests.Feel;

namespace Rectification.Engine.Tests.Forms;

public sealed class FormSchemaTests
{
    [Fact]
    public void A_form_is_read_as_a_tree()
    {
        var form = FormCheckTests.Form(
            """{"type":"text","text":"## 说明"}""",
            """{"type":"group","label":"情况","components":[{"type":"textarea","key":"what","label":"内容","description":"写清部位","validate":{"maxLength":500}}]}""",
            """{"type":"spacer","height":20}""");
        Assert.Equal("test-form", form.Id);
        var note = Assert.IsType<FormNote>(form.Components[0]);
        Assert.Equal("## 说明", note.Text);
        var group = Assert.IsType<FormGroup>(form.Components[1]);
        Assert.Equal("情况", group.Label);
        var field = Assert.IsType<FormField>(Assert.Single(group.Children));
        Assert.Equal((FieldKind.LongText, "what", "内容", "写清部位", 500), (field.Kind, field.Key, field.Label, field.Description, field.MaxLength));
        Assert.Equal(2, form.Components.Length);
        Assert.Equal("what", Assert.Single(form.Fields).Key);
    }

    [Fact]
    public void Outcomes_are_told_with_their_consequences()
    {
        var form = FormCheckTests.Form(
            """
            {"type":"radio","key":"outcome","label":"结论","values":[{"value":"passed","label":"已整改"},{"value":"partly","label":"部分整改"}],
             "properties":{"consequence.passed":"送社区安全干部验收"}}
            """);
        Assert.Equal([new("passed", "已整改", "送社区安全干部验收"), new FormOutcome("partly", "部分整改", null)], form.Outcomes);
    }

    [Fact]
    public void A_page_opens_with_the_variables_over_the_defaults()
    {
        var form = FormCheckTests.Form(
            """{"type":"number","key":"days","label":"天数","defaultValue":3}""",
            """{"type":"textfield","key":"level","label":"级别","defaultValue":"general"}""");
        var opening = form.Opening(Given.Variables);
        Assert.Equal((3m, "major"), (opening["days"], opening["level"]));
    }

    [Fact]
    public void A_hidden_part_can_be_asked_for_by_a_page()
    {
        var form = FormCheckTests.Form("""{"type":"textfield","key":"a","label":"甲","conditional":{"hide":"=level = \"major\""}}""");
        Assert.True(form.Components[0].IsHidden(Given.Variables, Given.Surroundings));
        Assert.False(form.Components[0].IsHidden(Variables.Empty, Given.Surroundings));
    }

    [Theory]
    [InlineData("{", "第 1 行不是有效的 JSON：表单文件应当由表单设计器保存")]
    [InlineData("[]", "表单文件应当是一个 JSON 对象")]
    [InlineData("{\"components\":[]}", "表单缺少 id")]
    [InlineData("{\"id\":\"a\"}", "表单缺少 components 列表")]
    [InlineData("{\"id\":\"a\",\"components\":[{\"type\":\"slider\",\"key\":\"a\"}]}", "组件“a”的类型“slider”不受支持")]
    [InlineData("{\"id\":\"a\",\"components\":[{\"type\":\"textfield\",\"label\":\"甲\"}]}", "组件“甲”缺少 key")]
    [InlineData("{\"id\":\"a\",\"components\":[{\"type\":\"textfield\",\"key\":\"a b\"}]}", "组件“a b”的 key“a b”只能由字母、数字和下划线组成，并以字母开头")]
    [InlineData("{\"id\":\"a\",\"components\":[{\"type\":\"radio\",\"key\":\"a\"}]}", "组件“a”没有选项，请填写 values")]
    [InlineData("{\"id\":\"a\",\"components\":[{\"type\":\"number\",\"key\":\"a\",\"validate\":{\"min\":3,\"max\":2}}]}", "组件“a”的最小值大于最大值")]
    [InlineData("{\"id\":\"a\",\"components\":[{\"type\":\"textfield\",\"key\":\"a\",\"validate\":{\"pattern\":\"(\"}}]}", "组件“a”的 pattern 不能使用：请用不含环视和反向引用的正则表达式")]
    [InlineData("{\"id\":\"a\",\"components\":[{\"type\":\"textfield\",\"key\":\"a\",\"conditional\":{\"hide\":\"=a >\"}}]}", "组件“a”的 hide 第 1 行第 4 列：表达式没有写完，这里应当是一个值")]
    public void A_form_that_can_not_be_used_is_refused_with_the_reason(string json, string problem)
    {
        Assert.Null(FormSchema.Read(json, out var problems));
        Assert.Equal([problem], problems);
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        Assert.Null(FormSchema.Read("""{"components":[{"type":"slider"},{"type":"radio","key":"a"},3]}""", out var problems));
        Assert.Equal(4, problems.Length);
    }

    [Fact]
    public void Groups_without_end_are_refused()
    {
        var json = string.Concat(Enumerable.Repeat("{\"id\":\"a\",\"type\":\"group\",\"components\":[", 25)) + string.Concat(Enumerable.Repeat("]}", 25));
        Assert.Null(FormSchema.Read(json.Replace("\"type\":\"group\"", "\"type\":\"default\"", StringComparison.Ordinal), out _));
        Assert.Null(FormSchema.Read(string.Concat(Enumerable.Repeat("[", 100_000)), out var problems));
        Assert.Single(problems);
    }
}
