using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rectification.Engine;
using Rectification.Engine.Forms;
using Rectification.Web.Shared;
using Rectification.Web.Shared.Forms;

namespace Rectification.Web.Tests.Shared;

public sealed class FormPartsTests
{
    private const string Revisit = """
        {"type":"default","id":"revisit","components":[
          {"type":"radio","key":"outcome","label":"复查结果","validate":{"required":true},
           "values":[{"value":"passed","label":"全部整改到位"},{"value":"partly","label":"部分整改"}],
           "properties":{"consequence.passed":"进入验收"}},
          {"type":"textarea","key":"reason","label":"原因","validate":{"required":true},"conditional":{"hide":"=outcome != \"partly\""}},
          {"type":"textfield","key":"findings","label":"现场情况"},
          {"type":"checkbox","key":"signed","label":"当事人已签字"},
          {"type":"textfield","key":"witness","label":"见证人","conditional":{"hide":"=signed = true"}},
          {"type":"textfield","key":"never","label":"不会出现","conditional":{"hide":"=true"}},
          {"type":"dynamiclist","path":"penalties","label":"处罚","components":[{"type":"textfield","key":"party","label":"当事人"}]}
        ]}
        """;

    [Fact]
    public async Task An_outcome_is_told_with_its_consequence()
    {
        var html = await Render(Variables.Empty);

        Assert.Contains("全部整改到位", html, StringComparison.Ordinal);
        Assert.Contains("进入验收", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_used_by_one_outcome_says_when_it_shows()
    {
        var html = await Render(Variables.Empty);

        Assert.Contains("data-when=\"outcome=partly\"", html, StringComparison.Ordinal);
        Assert.Contains("仅在选择“部分整改”时填写", html, StringComparison.Ordinal);
        Assert.Contains("data-when=\"signed=false\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("不会出现", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_stands_in_the_form_again_with_the_message_at_its_field()
    {
        var html = await Render(
            Variables.Of(("findings", "<b>灭火器</b>过期"), ("outcome", "partly")),
            Problem.Field("reason", "请填写原因"));

        Assert.Contains("&lt;b&gt;灭火器&lt;/b&gt;过期", html, StringComparison.Ordinal);
        Assert.Matches("value=\"partly\"[^>]* checked", html);
        Assert.Contains("<span class=\"field-error\" id=\"error-reason\">请填写原因</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_browser_sends_is_read_by_the_schema_and_nothing_else()
    {
        var posted = new FormCollection(new()
        {
            ["outcome"] = "partly",
            ["reason"] = "配件未到",
            ["level"] = "major",
            ["penalties[0].party"] = "业主",
            ["penalties[1].party"] = "",
        });

        var read = FormPost.Read(Schema(), posted);

        Assert.Equal("配件未到", read["reason"]);
        Assert.Equal("false", read["signed"]);
        Assert.False(read.Has("level"));
        Assert.Equal(["业主"], Assert.IsType<System.Collections.Immutable.ImmutableArray<object?>>(read["penalties"]).Select(row => ((Variables)row!)["party"]));
    }

    private static FormSchema Schema() => FormSchema.Read(Revisit, out var problems) ?? throw new InvalidOperationException(string.Join("; ", problems));

    private static async Task<string> Render(Variables shown, Problem? problem = null)
    {
        var schema = Schema();
        var surroundings = new Surroundings(DateTimeOffset.UnixEpoch, WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance);
        var form = new FormContext(schema, shown, shown, surroundings,
            [.. schema.Outcomes.Select(outcome => new OutcomeChoice(outcome.Value, outcome.Label, outcome.Consequence, null))], problem);
        await using var services = new ServiceCollection().AddSingleton(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<FormParts>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["Form"] = form, ["Parts"] = schema.Components }))).ToHtmlString());
    }
}
