using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

/// <summary>Functions of Java's library that models of other engines name.</summary>
public sealed class ForeignFunctionTests
{
    [Theory]
    [InlineData("java.lang.Math", "max(int, int)", "3.9, 7", "7")]
    [InlineData("java.lang.Math", "max( java.lang.Long , long)", "3, 7", "7")]
    [InlineData("java.lang.Math", "cos(double)", "0", "1")]
    [InlineData("java.lang.Math", "pow(double,double)", "2, 10", "1024")]
    [InlineData("java.lang.Math", "abs(int)", "3000000000", "null")]
    [InlineData("java.lang.Math", "sqrt(double)", "-1", "null")]
    [InlineData("java.lang.Math", "sqrt(double)", "\"4\"", "null")]
    [InlineData("java.lang.Math", "sqrt(double)", "null", "null")]
    [InlineData("java.lang.String", "valueOf(double)", "4", "\"4.0\"")]
    [InlineData("java.lang.String", "valueOf(int)", "4.7", "\"4\"")]
    [InlineData("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", "\"%s: %.2f %5d%%\", [\"a\", 2.345, 7]", "\"a: 2.35     7%\"")]
    [InlineData("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", "\"%s %s\", [\"a\"]", "null")]
    [InlineData("java.lang.Math", "incrementExact(int)", "5", "6")]
    [InlineData("java.lang.Byte", "valueOf(byte)", "5", "5")]
    [InlineData("java.lang.Byte", "valueOf(byte)", "500", "null")]
    [InlineData("java.lang.Double", "valueOf(double)", "5.5", "5.5")]
    [InlineData("java.lang.Boolean", "valueOf(boolean)", "true", "true")]
    [InlineData("java.lang.Integer", "parseInt(java.lang.String)", "\"12\"", "12")]
    [InlineData("java.lang.Integer", "parseInt(java.lang.String)", "\"1.2\"", "null")]
    public void A_known_function_is_done(string type, string signature, string arguments, string expected)
    {
        var names = string.Join(", ", Enumerable.Range(0, signature.Count(c => c == ',') + 1).Select(i => $"a{i}"));
        var origin = $$"""{java: {class: "{{type}}", method signature: "{{signature}}"} }""";
        var text = $"(function({names}) external {origin})({arguments})";
        var parsed = FeelExpression.Parse(text, out var problem);
        Assert.True(parsed is not null, problem?.Message);
        Assert.Equal(expected, Given.Shown(parsed.Evaluate(Given.Variables, Given.Surroundings)));
        Assert.Equal(parsed.ToString(), FeelExpression.Parse(parsed.ToString(), out _)?.ToString());
    }

    [Theory]
    [InlineData("{java: {class: \"java.io.File\", method signature: \"delete(java.lang.String)\"}}")]
    [InlineData("{java: {class: \"java.lang.Math\", method signature: \"max(int, int, int)\"}}")]
    [InlineData("{java: {class: \"java.lang.Math\", method signature: \"random()\"}}")]
    [InlineData("{java: {class: \"java.lang.Math\"}}")]
    [InlineData("{pmml: {document: \"a\", model: \"b\"}}")]
    public void Any_other_is_told_when_it_is_read(string origin) =>
        Assert.Contains("没有这个外部函数", Given.Problem($"function(a) external {origin}").Message, StringComparison.Ordinal);

    [Fact]
    public void A_boxed_one_is_done_too()
    {
        var model = Decisions.Given.Model("""
            <businessKnowledgeModel id="longer" name="longer"><variable name="longer"/>
              <encapsulatedLogic kind="Java"><formalParameter name="a"/><formalParameter name="b"/>
                <context>
                  <contextEntry><variable name="class"/><literalExpression><text>"java.lang.Math"</text></literalExpression></contextEntry>
                  <contextEntry><variable name="method signature"/><literalExpression><text>"max(double, double)"</text></literalExpression></contextEntry>
                </context></encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="d"><variable name="d"/><knowledgeRequirement><requiredKnowledge href="#longer"/></knowledgeRequirement>
              <literalExpression><text>longer(2.5, 7)</text></literalExpression></decision>
            """);
        Assert.Empty(model.Problems);
        Assert.Equal(7m, model.Decide("d", Variables.Empty, Given.Surroundings).Value);
    }
}
