using System.Collections.Immutable;
using Rectification.Engine.Forms;
using Rectification.Engine.Tests.Feel;

namespace Rectification.Engine.Tests.Forms;

public sealed class FormCheckTests
{
    [Theory]
    [InlineData("  清理通道\r\n并上锁 ", "清理通道\n并上锁")]
    [InlineData("<b>粗</b>", "<b>粗</b>")]
    public void A_text_is_kept_as_typed_without_the_space_around(string typed, string expected) =>
        Assert.Equal(expected, Values(Form(Area()), ("measures", typed))["measures"]);

    [Theory]
    [InlineData("", "请填写整改措施")]
    [InlineData("   ", "请填写整改措施")]
    [InlineData("改", "整改措施至少 2 字，现在 1 字")]
    [InlineData("清\u0000理", "整改措施含有不能使用的控制字符，请删去后再提交")]
    public void A_text_that_will_not_do_is_told_at_its_field(string typed, string message) =>
        Assert.Equal(message, Error(Form(Area()), "measures", typed));

    // Not a row of the table above: half a character does not survive the test runner's own encoding.
    [Fact]
    public void Half_a_character_is_refused() =>
        Assert.Equal("整改措施含有不完整的字符，请删去后再提交", Error(Form(Area()), "measures", "清理\ud800"));

    [Fact]
    public void A_text_that_is_missing_altogether_is_asked_for() =>
        Assert.Equal("请填写整改措施", Check(Form(Area())).Errors["measures"]);

    [Fact]
    public void A_very_long_text_is_told_with_both_numbers()
    {
        Assert.Equal("整改措施最多 2000 字，现在 2310 字", Error(Form(Area()), "measures", new string('改', 2310)));
        Assert.Equal("整改措施最多 2000 字，现在 100000 字", Error(Form(Area()), "measures", string.Concat(Enumerable.Repeat("😀", 100_000))));
    }

    [Fact]
    public void The_limits_of_the_schema_come_before_the_usual_ones()
    {
        var form = Form("""{"type":"textfield","key":"code","label":"编号","validate":{"minLength":1,"maxLength":3,"pattern":"^[A-Z]+$"}}""");
        Assert.Equal("A", Values(form, ("code", "A"))["code"]);
        Assert.Equal("编号最多 3 字，现在 4 字", Error(form, "code", "ABCD"));
        Assert.Equal("编号的格式不对", Error(form, "code", "a"));
        Assert.Equal("编号含有不能使用的控制字符，请删去后再提交", Error(form, "code", "A\nB"));
        Assert.Equal("编号应当是文字", Error(form, "code", 5));
    }

    [Theory]
    [InlineData("email", "a@b", "联系方式不是有效的邮箱地址")]
    [InlineData("phone", "abc", "联系方式不是有效的电话号码")]
    public void Known_kinds_of_text_have_their_own_message(string kind, string typed, string message) =>
        Assert.Equal(message, Error(Form($$$"""{"type":"textfield","key":"contact","label":"联系方式","validate":{"validationType":"{{{kind}}}"}}"""), "contact", typed));

    [Theory]
    [InlineData("3", "3")]
    [InlineData(" 3.50 ", "3.5")]
    public void A_number_is_read_from_text(string typed, string expected) =>
        Assert.Equal(expected, Given.Shown(Values(Form(Count()), ("count", typed))["count"]));

    [Theory]
    [InlineData("三", "人数应当是数字，例如 3 或 1.5")]
    [InlineData("1e3", "人数应当是数字，例如 3 或 1.5")]
    [InlineData("99999999999999999999999999999999999", "人数应当是数字，例如 3 或 1.5")]
    [InlineData("0", "人数不能小于 1")]
    [InlineData("101", "人数不能大于 100")]
    [InlineData("1.555", "人数最多 2 位小数")]
    [InlineData("", "请填写人数")]
    public void A_number_that_will_not_do_is_told(string typed, string message) =>
        Assert.Equal(message, Error(Form(Count()), "count", typed));

    [Theory]
    [InlineData("2026-03-05")]
    [InlineData("2026-03-05T23:30:00+08:00")]
    [InlineData("2026-03-04T17:00Z")]
    public void A_date_is_read_also_from_a_point_in_time(string typed) =>
        Assert.Equal(new DateOnly(2026, 3, 5), Values(Form(Deadline("")), ("deadline", typed))["deadline"]);

    [Theory]
    [InlineData("2026-3-5")]
    [InlineData("2026-02-30")]
    [InlineData("明天")]
    [InlineData("05/03/2026")]
    public void What_is_no_date_is_told_with_an_example(string typed) =>
        Assert.Equal("整改期限不是有效日期，请按 2026-03-05 的样子填写", Error(Form(Deadline("")), "deadline", typed));

    [Fact]
    public void A_date_keeps_to_the_limits_that_the_form_computes()
    {
        var form = Form(Deadline(""","properties":{"earliest":"=today()","latest":"=today() + duration(\"P\" + string(setting(\"rectification.days\")) + \"D\")"}"""));
        Assert.Empty(Check(form, ("deadline", "2026-03-20")).Errors);
        Assert.Equal("整改期限应当在 2026-03-05 到 2026-03-20 之间", Error(form, "deadline", "2026-03-21"));
        Assert.Equal("整改期限应当在 2026-03-05 到 2026-03-20 之间", Error(form, "deadline", "2026-03-04"));
        Assert.Equal("整改期限不能早于 2026-03-05", Error(Form(Deadline(""","disallowPassedDates":true""")), "deadline", "2026-03-04"));
    }

    [Fact]
    public void Times_are_those_of_the_street()
    {
        var form = Form(
            """{"type":"datetime","subtype":"datetime","key":"at","dateLabel":"约谈时间"}""",
            """{"type":"datetime","subtype":"time","key":"from","timeLabel":"开始"}""");
        var values = Values(form, ("at", "2026-03-05T14:30"), ("from", "09:05"));
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 14, 30, 0, TimeSpan.FromHours(8)), values["at"]);
        Assert.Equal(new TimeOnly(9, 5), values["from"]);
        Assert.Equal("约谈时间不是有效的日期和时间，请按 2026-03-05 14:30 的样子填写", Error(form, "at", "2026-03-05"));
        Assert.Equal("开始不是有效时间，请按 14:30 的样子填写", Error(form, "from", "25:00"));
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData(true, true)]
    [InlineData("false", false)]
    [InlineData("", false)]
    public void A_checkbox_is_true_or_false(object given, bool expected) =>
        Assert.Equal(expected, Values(Form(Box(false)), ("stopped", given))["stopped"]);

    [Fact]
    public void A_checkbox_that_did_not_come_in_is_false_and_a_required_one_must_be_ticked()
    {
        Assert.Equal(false, Values(Form(Box(false)))["stopped"]);
        Assert.Equal("请勾选“已停用”", Check(Form(Box(true))).Errors["stopped"]);
        Assert.Equal("“已停用”只能勾选或者不勾选", Error(Form(Box(false)), "stopped", "maybe"));
    }

    [Fact]
    public void A_choice_is_one_of_the_list_by_value_or_label()
    {
        Assert.Equal("fire", Values(Form(Category()), ("category", "fire"))["category"]);
        Assert.Equal("fire", Values(Form(Category()), ("category", "消防安全"))["category"]);
        Assert.Equal("类别只能选择：消防安全、燃气安全", Error(Form(Category()), "category", "water"));
        Assert.Equal("类别只能选择：消防安全、燃气安全", Error(Form(Category()), "category", 3));
        Assert.Equal("请选择类别", Check(Form(Category()), ("category", "")).Errors["category"]);
    }

    [Fact]
    public void Options_can_come_from_the_variables()
    {
        var form = Form("""{"type":"select","key":"who","label":"复查人","valuesExpression":"=for p in people return {label: p.name, value: string(p.age)}"}""");
        Assert.Equal("29", Values(form, ("who", "李强"))["who"]);
        Assert.Equal("复查人只能选择：王芳、李强", Error(form, "who", "赵六"));
    }

    [Fact]
    public void Several_choices_become_a_list()
    {
        var form = Form("""{"type":"checklist","key":"parts","label":"部位","validate":{"required":true},"values":[{"value":"a","label":"通道"},{"value":"b","label":"灶间"}]}""");
        Assert.Equal("[\"a\", \"b\"]", Given.Shown(Values(form, ("parts", new object?[] { "a", "灶间", "a" }))["parts"]));
        Assert.Equal("[\"b\"]", Given.Shown(Values(form, ("parts", "b"))["parts"]));
        Assert.Equal("部位请选择列出的选项", Error(form, "parts", "c"));
        Assert.Equal("请选择部位", Check(form).Errors["parts"]);
        Assert.Equal("请选择部位", Check(form, ("parts", ImmutableArray<object?>.Empty)).Errors["parts"]);
    }

    [Fact]
    public void Required_photos_may_be_replaced_by_a_reason()
    {
        var form = Form("""{"type":"filepicker","key":"photos","label":"整改后照片","multiple":true,"validate":{"required":true},"properties":{"orReason":"noPhotoReason"}}""");
        Assert.Equal("请上传整改后照片；没有的，请说明原因", Check(form).Errors["photos"]);
        Assert.Equal("[\"f1\"]", Given.Shown(Values(form, ("photos", "f1"))["photos"]));
        var reading = Check(form, ("noPhotoReason", "现场禁止拍照"));
        Assert.Empty(reading.Errors);
        Assert.Equal("现场禁止拍照", reading.Values["noPhotoReason"]);
        Assert.Equal(["noPhotoReason", "photos"], Check(form, ("noPhotoReason", "无")).Errors.Keys);
        Assert.Equal("整改后照片最多 20 个文件", Error(form, "photos", Enumerable.Range(0, 21).Select(i => (object?)$"f{i}").ToArray()));
        Assert.Equal("整改后照片不是已经上传的文件", Error(form, "photos", "../../etc passwd"));
    }

    [Fact]
    public void A_field_that_the_outcome_does_not_use_is_ignored()
    {
        var form = Form(
            """{"type":"radio","key":"outcome","label":"结论","validate":{"required":true},"values":[{"value":"accepted","label":"通过"},{"value":"rejected","label":"不通过"}]}""",
            """{"type":"datetime","key":"newDeadline","label":"新期限","validate":{"required":true},"conditional":{"hide":"=outcome != \"rejected\""}}""");
        Assert.Equal(["outcome"], Values(form, ("outcome", "accepted"), ("newDeadline", "nonsense")).Names);
        Assert.Equal("请填写新期限", Check(form, ("outcome", "rejected")).Errors["newDeadline"]);
        Assert.Equal("请选择结论", Check(form).Errors["outcome"]);
    }

    [Fact]
    public void An_outcome_beside_the_form_counts_for_its_conditions()
    {
        var form = Form("""{"type":"textarea","key":"reason","label":"理由","validate":{"required":true},"conditional":{"hide":"=outcome != \"rejected\""}}""");
        Assert.Empty(Check(form, ("outcome", "accepted")).Errors);
        Assert.Equal("请填写理由", Check(form, ("outcome", "rejected")).Errors["reason"]);
    }

    [Fact]
    public void A_hidden_value_shows_nothing_else()
    {
        var form = Form(
            """{"type":"checkbox","key":"a","label":"甲"}""",
            """{"type":"textfield","key":"b","label":"乙","conditional":{"hide":"=not(a)"}}""",
            """{"type":"textfield","key":"c","label":"丙","validate":{"required":true},"conditional":{"hide":"=b = null"}}""");
        Assert.Empty(Check(form, ("a", false), ("b", "有")).Errors);
        Assert.Equal("请填写丙", Check(form, ("a", true), ("b", "有的")).Errors["c"]);
    }

    [Fact]
    public void Conditions_see_the_variables_of_the_case()
    {
        var form = Form("""{"type":"group","label":"重大","conditional":{"hide":"=level != \"major\""},"components":[{"type":"textfield","key":"plan","label":"方案","validate":{"required":true}}]}""");
        Assert.Equal("请填写方案", Check(form).Errors["plan"]);
        Assert.Empty(form.Check(Variables.Empty, Variables.Of(("level", "general")), Given.Surroundings).Errors);
    }

    [Fact]
    public void Unknown_and_read_only_fields_are_dropped_and_blank_ones_are_null()
    {
        var form = Form(
            """{"type":"textfield","key":"number","label":"编号","readonly":true,"validate":{"required":true}}""",
            """{"type":"textfield","key":"note","label":"备注"}""",
            """{"type":"number","key":"days","label":"天数","defaultValue":3}""",
            """{"type":"text","text":"说明"}""");
        var values = Values(form, ("number", "X"), ("level", "minor"), ("note", " "));
        Assert.Equal(["days", "note"], values.Names.Order());
        Assert.Null(values["note"]);
        Assert.Equal(3m, values["days"]);
    }

    [Fact]
    public void Groups_with_a_path_and_rows_become_contexts()
    {
        var form = Form(
            """{"type":"group","label":"企业","path":"company","components":[{"type":"textfield","key":"name","label":"名称","validate":{"required":true}}]}""",
            """{"type":"dynamiclist","label":"问题","path":"items","components":[{"type":"textfield","key":"what","label":"问题内容","validate":{"required":true}}]}""",
            """{"type":"expression","key":"total","expression":"=count(items)"}""");
        var row = Variables.Of(("what", "堵塞通道"), ("other", 1));
        var values = Values(form, ("company", Variables.Of(("name", "五金厂"))), ("items", new object?[] { row }));
        Assert.Equal("{name: \"五金厂\"}", Given.Shown(values["company"]));
        Assert.Equal("[{what: \"堵塞通道\"}]", Given.Shown(values["items"]));
        Assert.Equal(1m, values["total"]);
        Assert.Equal(["company.name", "items[1].what"], Check(form, ("items", new object?[] { row, Variables.Empty })).Errors.Keys);
        Assert.Equal("问题应当是一行一行的内容", Check(form, ("items", "x")).Errors["items"]);
    }

    private static string Area() => """{"type":"textarea","key":"measures","label":"整改措施","validate":{"required":true}}""";

    private static string Count() => """{"type":"number","key":"count","label":"人数","decimalDigits":2,"validate":{"required":true,"min":1,"max":100}}""";

    private static string Deadline(string more) => $$"""{"type":"datetime","subtype":"date","key":"deadline","dateLabel":"整改期限"{{more}}}""";

    private static string Box(bool required) =>
        $$$"""{"type":"checkbox","key":"stopped","label":"已停用","validate":{"required":{{{(required ? "true" : "false")}}}}}""";

    private static string Category() =>
        """{"type":"select","key":"category","label":"类别","validate":{"required":true},"values":[{"value":"fire","label":"消防安全"},{"value":"gas","label":"燃气安全"}]}""";

    [Theory]
    [InlineData("""{"type":"textfield","key":"why","label":"原因","conditional":{"hide":"=ENDLESS = 1"}}""", "显示条件")]
    [InlineData("""{"type":"group","label":"组","conditional":{"hide":"=ENDLESS = 1"},"components":[{"type":"textfield","key":"why","label":"原因"}]}""", "显示条件")]
    [InlineData("""{"type":"expression","key":"why","expression":"=ENDLESS"}""", "计算式")]
    [InlineData("""{"type":"select","key":"why","label":"原因","valuesExpression":"=ENDLESS"}""", "选项")]
    [InlineData("""{"type":"datetime","subtype":"date","key":"why","label":"日期","properties":{"earliest":"=ENDLESS"}}""", "最早日期")]
    public void An_expression_of_the_form_that_would_not_end_is_told_by_its_text(string component, string role)
    {
        const string Endless = "count(for x in 1..100000000 return x)";
        var told = Error(Form(component.Replace("ENDLESS", Endless, StringComparison.Ordinal)), "why", "2026-03-05");
        Assert.StartsWith($"表单的{role}“{Endless}", told, StringComparison.Ordinal);
        Assert.Contains("计算量超过上限", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"textfield","key":"a","label":"原因","conditional":{"hide":"=matches(b, \"[o\")"}}""", "hide 第 1 行第 12 列：“[o”不是有效的正则表达式")]
    [InlineData("""{"type":"text","text":"=1 +"}""", "text 第 1 行第 4 列：表达式没有写完")]
    public void An_expression_that_can_not_be_meant_keeps_the_form_out(string component, string told)
    {
        Assert.Null(FormSchema.Read($$"""{"type":"default","id":"f","schemaVersion":18,"components":[{{component}}]}""", out var problems));
        Assert.Contains(told, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_that_there_is_not_is_told_with_the_part_that_names_it()
    {
        var form = Form("""{"type":"textfield","key":"why","label":"原因","conditional":{"hide":"=setting(\"extension.mx\") = 1"}}""");
        Assert.Equal("组件“原因”的 hide：没有名为“extension.mx”的设置，写法最接近的是“extension.max”。请改正名称", Assert.Single(form.UnknownSettings(["due.revisit", "extension.max"])));
        Assert.Empty(form.UnknownSettings(["extension.mx"]));
        Assert.Contains("没有名为“extension.mx”的设置", Error(form, "why", "x"), StringComparison.Ordinal);
    }

    internal static FormSchema Form(params string[] components)
    {
        var form = FormSchema.Read($$"""{"type":"default","id":"test-form","schemaVersion":18,"components":[{{string.Join(",", components)}}]}""", out var problems);
        Assert.Empty(problems);
        return form!;
    }

    private static FormReading Check(FormSchema form, params (string, object?)[] input) =>
        form.Check(Variables.Of(input), Given.Variables, Given.Surroundings);

    private static Variables Values(FormSchema form, params (string, object?)[] input)
    {
        var reading = Check(form, input);
        Assert.Empty(reading.Errors);
        return reading.Values;
    }

    private static string Error(FormSchema form, string key, object? given)
    {
        var reading = Check(form, (key, given));
        Assert.False(reading.Values.Has(key));
        return reading.Errors[key];
    }
}
