using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

/// <summary>What a designer reads when an expression is wrong: where, and what was expected.</summary>
public sealed class ProblemTests
{
    [Theory]
    [InlineData("", 1, 1, "表达式是空的")]
    [InlineData("1 +", 1, 4, "表达式没有写完，这里应当是一个值")]
    [InlineData("1 + * 2", 1, 5, "这里应当是一个值，现在是“*”")]
    [InlineData("(1 + 2", 1, 7, "表达式没有写完，这里应当是“)”")]
    [InlineData("1 + 2)", 1, 6, "表达式到这里应当结束，后面多出了“)”")]
    [InlineData("if a\nthen 1\nels 2", 3, 1, "这里应当是“else”，现在是“els”")]
    [InlineData("risk level > 3", 1, 6, "“risk level”不是已知的名称；两个名称之间应当有运算符")]
    [InlineData("level == \"major\"", 1, 8, "这里应当是一个值，现在是“=”")]
    [InlineData("level = 'major'", 1, 9, "文本要写在英文双引号中，例如 \"general\"")]
    [InlineData("level = “major”", 1, 9, "文本要写在英文双引号中，例如 \"general\"")]
    [InlineData("（1 + 2)", 1, 1, "“（”是全角符号，请改用英文半角符号")]
    [InlineData("a & b", 1, 3, "“&”不能写在表达式中")]
    [InlineData("\"abc", 1, 1, "文本没有结束，应当以英文双引号结束")]
    [InlineData("/* abc", 1, 1, "注释没有结束，应当以“*/”结束")]
    [InlineData("\"\\u12\"", 1, 2, "“\\u”后面应当是 4 位十六进制数字")]
    [InlineData("workday(3)", 1, 1, "没有名为“workday”的函数")]
    [InlineData("1 + workdays()", 1, 5, "函数 workdays 的参数不对，应当写作：workdays(n)")]
    [InlineData("date(2026, 3)", 1, 1, "函数 date 的参数不对，应当写作：date(from) 或 date(year, month, day)")]
    [InlineData("substring(text: \"a\", start position: 1)", 1, 1, "函数 substring 的参数不对，应当写作：substring(string, start position, length)")]
    [InlineData("@\"2026-13-01\"", 1, 1, "“2026-13-01”不是有效的日期、时间或时长")]
    [InlineData("@5", 1, 2, "这里应当是双引号中的日期、时间或时长，例如 @\"2026-03-05\"，现在是“5”")]
    [InlineData("a instance of numbr", 1, 15, "没有名为“numbr”的类型")]
    [InlineData("a instance of string<number>", 1, 15, "类型“string”后面不能写尖括号")]
    [InlineData("[1..5", 1, 6, "表达式没有写完，这里应当是“]”或“)”")]
    [InlineData("for x numbers return x", 1, 15, "这里应当是“in”，现在是“return”")]
    [InlineData("some x in numbers", 1, 18, "表达式没有写完，这里应当是“satisfies”")]
    [InlineData("function(x) external {}", 1, 13, "没有这个外部函数；Java 的只有 java.lang.Math、String 等库中的常用函数，参数个数要一致，PMML 不支持")]
    [InlineData("function(x \"a\") 1", 1, 12, "这里应当是“)”，现在是文本“a”")]
    [InlineData("function(@x) 1", 1, 10, "这里应当是一个名称，现在是“@”")]
    [InlineData("hazard.", 1, 8, "表达式没有写完，这里应当是“.”后面的名称")]
    [InlineData("99999999999999999999999999999999", 1, 1, "数字“99999999999999999999999999999999”太大")]
    public void The_place_and_the_expectation_are_told(string expression, int line, int column, string message)
    {
        var problem = Given.Problem(expression);
        Assert.Equal((line, column, message), (problem.Line, problem.Column, problem.Message));
    }

    /// <summary>They evaluate, to null; but nobody means a call that gives nothing for ever.</summary>
    [Theory]
    [InlineData("matches(level, \"[o\")", 1, 16, "“[o”不是有效的正则表达式：读到末尾仍不合写法")]
    [InlineData("matches(level, \"a)b\")", 1, 16, "“a)b”不是有效的正则表达式：第 2 个字符“)”附近不合写法")]
    [InlineData("1 = 1 and\nmatches(level, \"a{3,2}\")", 2, 16, "“a{3,2}”不是有效的正则表达式：读到末尾仍不合写法")]
    [InlineData("matches(input: level, pattern: \"*\", flags: \"i\")", 1, 32, "“*”不是有效的正则表达式：第 1 个字符“*”附近不合写法")]
    [InlineData("matches(level, \"a\", \"p\")", 1, 21, "“p”不是正则表达式的标志，可用的有 s、m、i、x、q")]
    [InlineData("replace(level, \"a++\", \"\")", 1, 16, "“a++”不是有效的正则表达式：第 3 个字符“+”附近不合写法")]
    [InlineData("replace(level, \"a*\", \"b\")", 1, 16, "正则表达式“a*”连空文本也符合，不能用来替换或拆分")]
    [InlineData("replace(level, \"a\", \"$\")", 1, 21, "替换文本“$”里的“$”后面应当是组的编号；要写“$”或“\\”本身，请在前面加“\\”")]
    [InlineData("split(level, \"\")", 1, 14, "正则表达式“”连空文本也符合，不能用来替换或拆分")]
    [InlineData("found > date(\"2026-02-30\")", 1, 14, "“2026-02-30”不是有效的日期，例如 \"2026-03-05\"")]
    [InlineData("found + duration(\"3 days\")", 1, 18, "“3 days”不是有效的时长，例如 \"P3D\"、\"PT8H\"、\"P1Y6M\"")]
    [InlineData("time(\"25:00:00\")", 1, 6, "“25:00:00”不是有效的时间，例如 \"08:30:00\"")]
    [InlineData("date and time(\"2026-03-05 08:30\")", 1, 15, "“2026-03-05 08:30”不是有效的日期和时间，例如 \"2026-03-05T08:30:00\"")]
    public void A_literal_that_a_function_can_do_nothing_with_is_told(string expression, int line, int column, string message)
    {
        var parsed = FeelExpression.Parse(expression, out var problem);
        Assert.Null(problem);
        var doubt = Assert.Single(parsed!.Doubts);
        Assert.Equal((line, column, message), (doubt.Line, doubt.Column, doubt.Message));
    }

    [Theory]
    [InlineData("matches(level, \"^m.*\")")]
    [InlineData("matches(level, \"[o\", \"q\")")]
    [InlineData("matches(level, hazard.category)")]
    [InlineData("matches(level, \"a\", hazard.category)")]
    [InlineData("replace(level, \"(a)\", \"$1\\\\$\")")]
    [InlineData("replace(level, \"a\", \"$\", \"q\")")]
    [InlineData("split(level, \"\\s\")")]
    [InlineData("date(level)")]
    [InlineData("date(null)")]
    [InlineData("replace(level, \"(a?|b?){30}(c)\\2\", \"\")")]
    [InlineData("split(level, \"(a?|b?){30}(c)\")")]
    public void What_a_function_can_use_is_not_doubted(string expression) => Assert.Empty(FeelExpression.Parse(expression, out _)!.Doubts);

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("-(", ")")]
    [InlineData("{a: ", "}")]
    [InlineData("not(", ")")]
    [InlineData("if true then ", " else 1")]
    [InlineData("for x in ", " return x")]
    [InlineData("function(x) ", "")]
    [InlineData("x[", "]")]
    public void Nesting_without_end_is_refused(string open, string close)
    {
        var expression = string.Concat(Enumerable.Repeat(open, 2_000)) + "1" + string.Concat(Enumerable.Repeat(close, 2_000));
        Assert.Contains("嵌套", Given.Problem(expression).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData(" and true")]
    [InlineData("[1]")]
    [InlineData(".a")]
    [InlineData(" = 1")]
    [InlineData(" instance of Any")]
    public void Chains_without_end_are_refused(string link)
    {
        var expression = "x" + string.Concat(Enumerable.Repeat(link, 3_000));
        Assert.Contains("太长", Given.Problem(expression).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_but_reasonable_chains_are_taken() =>
        Assert.Equal(500m, Given.Value("1" + string.Concat(Enumerable.Repeat(" + 1", 499))));

    [Fact]
    public void A_text_that_is_too_long_is_refused() =>
        Assert.Contains("最多 65536 个字符", Given.Problem(new string(' ', 70_000) + "1").Message, StringComparison.Ordinal);
}
