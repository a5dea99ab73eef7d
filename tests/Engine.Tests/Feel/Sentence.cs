using FsCheck;
using FsCheck.Fluent;

namespace Rectification.Engine.Tests.Feel;

/// <summary>Expressions of every kind, put together at random by FsCheck.</summary>
internal static class Sentence
{
    private static readonly string[] Atoms =
    [
        "1", "0", "2.50", "1e3", "\"a\"", "\"\\\"\\n\\\\d\"", "\"隐患\"", "null", "true", "false", "level", "overdue days", "hazard", "numbers", "people", "deadline", "nothing",
        "@\"2026-03-05\"", "@\"10:30:00@Asia/Shanghai\"", "@\"P1DT2H\"", "@\"-P13M\"", "@\"2026-03-05T10:30:00\"", "[]", "{}", "(< 3)", "(!= 3)", "[1..5)", "]1..5]", "abs",
    ];

    private static readonly string[] Two =
    [
        "{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}", "{0} ** {1}", "{0} = {1}", "{0} != {1}", "{0} < {1}", "{0} >= {1}", "{0} and {1}", "{0} or {1}",
        "{0} in ({1}, > 2)", "{0} in ({1})", "({0})[{1}]", "[{0}, {1}]", "{{a: {0}, \"b c\": {1}}}", "for x in {0} return {1}", "for x in {0}..{1} return x", "some x in {0} satisfies {1}",
        "every x in {0}, y in {1} satisfies x = y", "(function(x, y: number) {0})({1}, 2)", "substring({0}, 1, {1})", "list replace({0}, {1}, 3)", "max({0}, {1})",
        "context put({0}, \"k\", {1})", "(for x in {0} return if x = 1 then {1} else partial)", "sort({0}, function(a, b) a < {1})", "({0}).name = {1}",
    ];

    private static readonly string[] One =
    [
        "-({0})", "not({0})", "({0})", "({0}).a", "count({0})", "string({0})", "date({0})", "duration({0})", "{0} instance of number", "{0} instance of list<date and time>",
        "{0} instance of context<a: string, b c: Any>", "({0})[1]", "({0})[item > 1]", "({0})[age > 30]", "if {0} then 1 else 2", "flatten({0})", "workdays({0})", "end of day({0})",
        "get value(m: {0}, key: \"a\")", "{0} between 1 and 5", "number({0}, \",\", \".\")",
    ];

    public static Gen<string> Any => Gen.Sized(size => Sized(Math.Min(size / 20, 3)));

    private static Gen<string> Sized(int depth)
    {
        var atom = Gen.Elements(Atoms);
        if (depth <= 0)
            return atom;
        var part = Sized(depth - 1).Select(inner => $"({inner})");
        return Gen.Frequency<string>(
            (1, atom),
            (3, Gen.Elements(One).Zip(part).Select(t => Filled(t.Item1, t.Item2, ""))),
            (4, Gen.Elements(Two).Zip(part).Zip(part).Select(t => Filled(t.Item1.Item1, t.Item1.Item2, t.Item2))));
    }

    private static string Filled(string form, string one, string two) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, form, one, two);
}
