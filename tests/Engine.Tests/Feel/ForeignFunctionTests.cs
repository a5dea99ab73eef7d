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
    [InlineData("java.lang.Float", "valueOf(float)", "0.1", "0.1")]
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
    [InlineData("{java: {class: \"java.lang.Math\", method signature: \"max(int, int)\"}}")]
    [InlineData("{pmml: {document: \"a\", model: \"b\"}}")]
    public void Any_other_is_told_when_it_is_read(string origin) =>
        Assert.Contains("没有这个外部函数", Given.Problem($"function(a) external {origin}").Message, StringComparison.Ordinal);

    /// <summary>What has no value is no exception, and which function is meant may be worked out.</summary>
    [Theory]
    [InlineData("java.lang.Math", "pow(double, double)", "2, 96", "null")]
    [InlineData("java.lang.Math", "pow(double, double)", "10, 400", "null")]
    [InlineData("java.lang.Math", "max(float, float)", "79228162514264337593543950335, 1", "null")]
    [InlineData("java.lang.Math", "multiplyExact(long, long)", "9000000000000000000, 9000000000000000000", "null")]
    [InlineData("java.lang.Math", "max(int)", "1, 2", "null")]
    [InlineData("java.lang.Math", "max(int, int)", "1", "null")]
    [InlineData("java.lang.Math", "max(int, int)", "1, 2", "2")]
    [InlineData("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", "\"%.28f\", [79228162514264337593543950335]", "\"79228162514264337593543950335.0000000000000000000000000000\"")]
    public void Nothing_is_thrown(string type, string signature, string arguments, string expected)
    {
        var names = string.Join(", ", Enumerable.Range(0, arguments.Split(", ").Length).Select(i => $"a{i}"));
        var parsed = FeelExpression.Parse($$"""{s: "{{signature}}", f: function({{names}}) external {java: {class: "{{type}}", method signature: s} }, r: f({{arguments}})}.r""", out var problem);
        Assert.True(parsed is not null, problem?.Message);
        var (thrown, thread) = (0, Environment.CurrentManagedThreadId);
        AppDomain.CurrentDomain.FirstChanceException += Count;
        var value = parsed.Evaluate(Given.Variables, Given.Surroundings);
        AppDomain.CurrentDomain.FirstChanceException -= Count;
        Assert.Equal((0, expected), (thrown, Given.Shown(value)));

        void Count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs e)
        {
            if (Environment.CurrentManagedThreadId == thread)
                thrown++;
        }
    }

    [Theory]
    [InlineData("format(java.lang.String, [Ljava.lang.Object;)", "\"%s\", [t]", 3_000)]
    [InlineData("format(java.lang.String, [Ljava.lang.Object;)", "t, []", 3_000)]
    [InlineData("valueOf(java.lang.Object)", "t", 3_000)]
    public void Work_on_long_texts_costs_more_than_on_short_ones(string signature, string arguments, int times)
    {
        var parameters = arguments.Contains(',', StringComparison.Ordinal) ? "a, b" : "a";
        Assert.Equal((decimal)times, Counted(1));
        Assert.Null(Counted(50_000));

        object? Counted(int length) => Given.Value($$"""
            {t: string join(for i in 1..{{length}} return "abcdefghij"),
             f: function({{parameters}}) external {java: {class: "java.lang.String", method signature: "{{signature}}"} },
             r: count(for i in 1..{{times}} return f({{arguments}}))}.r
            """);
    }

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
