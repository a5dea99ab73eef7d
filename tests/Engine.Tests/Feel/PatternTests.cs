using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

/// <summary>Regular expressions as XPath has them (F&amp;O 3.1, 5.6; XML Schema part 2, appendix G).</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("foobar", "^fo*b", "", true)]
    [InlineData("foobar", "ob", "", true)]
    [InlineData("foobar", "^ob", "", false)]
    [InlineData("", "", "", true)]
    [InlineData("abc", "", "", true)]
    [InlineData("abc", "a||c", "", true)]
    [InlineData("aaa", "^a{2,3}$", "", true)]
    [InlineData("aaaa", "^a{2,3}$", "", false)]
    [InlineData("a{2}", "a\\{2\\}", "", true)]
    [InlineData("a\nb", "a.b", "", false)]
    [InlineData("a\nb", "a.b", "s", true)]
    [InlineData("a\rb", "a.b", "", false)]
    [InlineData("a\nb", "^b", "", false)]
    [InlineData("a\nb", "^b", "m", true)]
    [InlineData("a\n", "^$", "m", false)]
    [InlineData("a\n", "a$", "", false)]
    [InlineData("a\n", "a$", "m", true)]
    [InlineData("ABC", "abc", "i", true)]
    [InlineData("K", "k", "i", true)]
    [InlineData("k", "[K]", "i", true)]
    [InlineData("ſ", "S", "i", true)]
    [InlineData("ö", "[A-Ö]", "i", true)]
    [InlineData("a", "[^A-Z]", "i", false)]
    [InlineData("a", "\\p{Lu}", "i", false)]
    [InlineData("helloworld", " hello [ ]world ", "x", false)]
    [InlineData("hello world", " hello[ ]world ", "x", true)]
    [InlineData("hello world", "hello\\ sworld", "x", true)]
    [InlineData("a.b", "a.b", "q", true)]
    [InlineData("axb", "a.b", "q", false)]
    [InlineData("A.B", "a.b", "qi", true)]
    [InlineData("隐患", "^\\w+$", "", true)]
    [InlineData("隐患。", "^\\w+$", "", false)]
    [InlineData("٣", "^\\d$", "", true)]
    [InlineData("a\u00A0b", "a\\sb", "", false)]
    [InlineData("_x-1", "^\\i\\c*$", "", true)]
    [InlineData("1x", "^\\i\\c*$", "", false)]
    [InlineData("é", "\\p{IsLatin-1Supplement}", "", true)]
    [InlineData("e", "\\P{IsBasicLatin}", "", false)]
    [InlineData("x", "[a-z-[aeiou]]", "", true)]
    [InlineData("e", "[a-z-[aeiou]]", "", false)]
    [InlineData("-", "[a-]", "", true)]
    [InlineData("-", "[-a]", "", true)]
    [InlineData("^", "[a^]", "", true)]
    [InlineData("]", "[\\]]", "", true)]
    [InlineData("😀", "^.$", "", true)]
    [InlineData("😀", "^..$", "", false)]
    [InlineData("😀", "^[😀-😂]$", "", true)]
    [InlineData("😀", "^[^a]$", "", true)]
    [InlineData("abab", "^(ab)\\1$", "", true)]
    [InlineData("abba", "^(ab)\\1$", "", false)]
    [InlineData("aAbB", "^(a)\\1(b)\\2$", "i", true)]
    [InlineData("aa0", "^(a)\\10$", "", true)]
    [InlineData("'x'", "(['\"])[^'\"]*\\1", "", true)]
    [InlineData("aXa", "^((a)|(b))X\\2$", "", true)]
    [InlineData("bX", "^((a)|(b))X\\2$", "", true)]
    [InlineData("aaaa", "^(a*)*$", "", true)]
    [InlineData("ab", "(?:a)(b)", "", true)]
    // What XPath doesn't have.
    [InlineData("a", "[", "", null)]
    [InlineData("a", "a**", "", null)]
    [InlineData("a", "*a", "", null)]
    [InlineData("a", "a{2,1}", "", null)]
    [InlineData("a", "a{", "", null)]
    [InlineData("a", "a}", "", null)]
    [InlineData("a", "a]", "", null)]
    [InlineData("a", "(a", "", null)]
    [InlineData("a", "a)", "", null)]
    [InlineData("a", "[]", "", null)]
    [InlineData("a", "[z-a]", "", null)]
    [InlineData("a", "[a-\\d]", "", null)]
    [InlineData("a", "\\b", "", null)]
    [InlineData("a", "\\a", "", null)]
    [InlineData("a", "\\1", "", null)]
    [InlineData("a", "(a\\1)", "", null)]
    [InlineData("a", "(?=a)", "", null)]
    [InlineData("a", "\\p{Xx}", "", null)]
    [InlineData("a", "\\p{IsNoBlock}", "", null)]
    [InlineData("a", "a\\", "", null)]
    [InlineData("a", "a", "g", null)]
    public void A_text_matches(string text, string pattern, string flags, bool? expected) =>
        Assert.Equal(expected, Call("matches", text, pattern, flags));

    [Theory]
    [InlineData("abracadabra", "a.*?a", "*", "*c*bra")]
    [InlineData("abcd", "(ab)|(a)", "[1=$1][2=$2]", "[1=ab][2=]cd")]
    [InlineData("abc", "(b)", "$0$1$2", "abbc")]
    [InlineData("abc", "(b)", "$12", "ab2c")]
    [InlineData("abc", "b", "\\$\\\\", "a$\\c")]
    [InlineData("abc", "b", "$", null)]
    [InlineData("abc", "b", "$x", null)]
    [InlineData("abc", "b", "\\x", null)]
    [InlineData("abc", "x*", "-", null)]
    [InlineData("😀b😀", "😀", "a", "aba")]
    [InlineData("aXbX", "(.)X", "$1", "ab")]
    [InlineData("darted", "^(.*?)d(.*)$", "$1c$2", "carted")]
    [InlineData("xaay", "(a)\\1", "<$1>", "x<a>y")]
    public void A_text_is_replaced(string text, string pattern, string replacement, string? expected) =>
        Assert.Equal(expected, Call("replace", text, pattern, replacement));

    [Fact]
    public void With_flag_q_the_replacement_is_literal_too() => Assert.Equal("a$1c", Call("replace", "a.c", ".", "$1", "q"));

    [Theory]
    [InlineData("John Doe", "\\s", "[\"John\", \"Doe\"]")]
    [InlineData("a;b;c;;", ";", "[\"a\", \"b\", \"c\", \"\", \"\"]")]
    [InlineData("", ";", "[\"\"]")]
    [InlineData("abc", "", "null")]
    [InlineData("a1b22c", "[0-9]+", "[\"a\", \"b\", \"c\"]")]
    public void A_text_is_split(string text, string pattern, string expected) =>
        Assert.Equal(expected, Given.Shown(Call("split", text, pattern)));

    [Theory]
    [InlineData("(a+)+b", false)]
    [InlineData("(a|aa)+b", false)]
    [InlineData("(a*)*b", false)]
    [InlineData("(.*)(.*)(.*)(.*)(.*)b", false)]
    [InlineData("((a{1,9}){1,9}){1,9}b", null)]
    [InlineData("(a+)+\\1b", null)]
    public void No_pattern_runs_on_and_on(string pattern, bool? expected)
    {
        Assert.Equal(expected, Call("matches", out var problem, new string('a', 5_000), pattern));
        Assert.Equal(expected is null ? FeelExhausted.InWords : null, problem);
    }

    private static object? Call(string function, params string[] arguments)
    {
        var value = Call(function, out var problem, arguments);
        Assert.Null(problem);
        return value;
    }

    private static object? Call(string function, out string? tooMuch, params string[] arguments)
    {
        var variables = Variables.From(arguments.Select((argument, i) => KeyValuePair.Create($"a{i}", (object?)argument)));
        var parsed = FeelExpression.Parse($"{function}({string.Join(", ", variables.Names.Order(StringComparer.Ordinal))})", out var problem);
        Assert.True(parsed is not null, problem?.Message);
        return parsed.Evaluate(variables, Given.Surroundings, out tooMuch);
    }
}
