using Rectification.Engine.Decisions;

namespace Rectification.Engine.Tests.Decisions;

/// <summary>Writes small models, so that a test shows only what it speaks of.</summary>
internal static class Given
{
    public static Surroundings Surroundings => Feel.Given.Surroundings;

    public static DecisionModel Model(string elements, params IReadOnlyCollection<DecisionModel> others) => DecisionModel.Read($"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="model" namespace="urn:own">{elements}</definitions>
        """, others);

    public static object? Value(string elements, string decision, params (string Name, object? Value)[] inputs)
    {
        var model = Model(elements);
        Assert.Empty(model.Problems);
        var answer = model.Decide(decision, Variables.Of(inputs), Surroundings);
        Assert.Null(answer.Problem);
        return answer.Value;
    }

    public static string Shown(object? value) => Feel.Given.Shown(value);

    public static string Input(string name, string? type = null) =>
        $"""<inputData id="{name}" name="{name}"><variable name="{name}" {(type is null ? "" : $"typeRef=\"{type}\"")}/></inputData>""";

    public static string Needs(params string[] ids) =>
        string.Concat(ids.Select(id => $"""<informationRequirement><requiredInput href="#{id}"/></informationRequirement>"""));

    public static string Literal(string feel) => $"<literalExpression><text><![CDATA[{feel}]]></text></literalExpression>";

    /// <summary>Rows as <c>test | output</c>, optionally with an annotation behind another stroke.</summary>
    public static string Table(string policy, string input, string output, params string[] rows) => $"""
        <decisionTable {policy}>
          <input label="{input}"><inputExpression><text>{input}</text></inputExpression></input>
          {output}
          {string.Concat(rows.Select(Row))}
        </decisionTable>
        """;

    private static string Row(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        return $"""
            <rule><inputEntry><text><![CDATA[{cells[0]}]]></text></inputEntry><outputEntry><text><![CDATA[{cells[1]}]]></text></outputEntry>
            {(cells.Length > 2 ? $"<annotationEntry><text>{cells[2]}</text></annotationEntry>" : "")}</rule>
            """;
    }
}
