using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

/// <summary>No expression, however odd, throws or runs on and on. Work is measured by what it allocates, which is the same on every machine; no clock is asked.</summary>
public sealed class BoundsTests
{
    [Theory]
    [InlineData("count(for x in 1..100000000 return x)")]
    [InlineData("count(for a in 1..10000, b in 1..10000 return a)")]
    [InlineData("some x in 1..100000000 satisfies x < 0")]
    [InlineData("{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r")]
    [InlineData("{f: function(g, n) [g(g, n + 1), g(g, n + 1)], r: f(f, 1)}.r")]
    [InlineData("for x in 1..100 return string join(for y in 1..100000 return \"abcdefghij\")")]
    [InlineData("for i in 1..60 return if i = 1 then \"ab\" else partial[-1] + partial[-1]")]
    [InlineData("count(flatten(for i in 1..40 return if i = 1 then [1, 2] else concatenate(partial[-1], partial[-1])))")]
    [InlineData("replace(replace(replace(string join(for i in 1..1000 return \"a\"), \"a\", \"aaaaaaaaaa\"), \"a\", \"aaaaaaaaaa\"), \"a\", \"aaaaaaaaaaaaaaaaaaaa\")")]
    [InlineData("matches(string join(for i in 1..10000 return \"a\"), \"(a+)+b\")")]
    [InlineData("for i in 1..100000 return [partial[-1]]")]
    [InlineData("string(for i in 1..100000 return [partial[-1]])")]
    [InlineData("for i in 1..60 return [partial[-1], partial[-1]]")]
    [InlineData("string(for i in 1..60 return {a: partial[-1], b: partial[-1]})")]
    [InlineData("(for i in 1..60 return [partial[-1], partial[-1]]) = (for i in 1..60 return [partial[-1], partial[-1]])")]
    [InlineData("{t: string join(for i in 1..50000 return \"abcdefghij\"), r: for i in 1..100000 return upper case(t)}.r")]
    [InlineData("{t: string join(for i in 1..50000 return \"abcdefghij\"), r: for i in 1..100000 return contains(t, \"zz\")}.r")]
    [InlineData("{t: string join(for i in 1..50000 return \"abcdefghij\"), r: for i in 1..100000 return t + \"x\"}.r")]
    [InlineData("matches(\"aaaaaaaaaaaaaaaaaaaa\", \"((a{900}){900}){900}\")")]
    [InlineData("for i in 1..100000 return matches(\"a\", string(i))")]
    [InlineData("duplicate values(for i in 1..50000 return i)")]
    [InlineData("for i in 1..100000 return add workdays(found, 10000)")]
    [InlineData("for i in 1..100000 return workdays between(found, found + @\"P90000D\")")]
    [InlineData("2 ** 100000")]
    [InlineData("decimal(1, 100000)")]
    [InlineData("sort(for i in 1..1000000 return i, function(a, b) a > b)")]
    [InlineData("{f: function(a, b) external {java: {class: \"java.lang.String\", method signature: \"format(java.lang.String, [Ljava.lang.Object;)\"}}, w: string join(for i in 1..1100 return \"%1000d\"), n: for i in 1..1100 return i, r: for i in 1..100000 return f(w, n)}.r")]
    public void Work_is_bounded(string expression)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(Variables.Accepts(Given.Value(expression)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Given.MostBytes);
    }

    [Fact]
    public void Too_much_work_is_told_in_words()
    {
        var parsed = FeelExpression.Parse("count(for x in 1..1000000000000 return x)", out _)!;
        Assert.Null(parsed.Evaluate(Given.Variables, Given.Surroundings, out var problem));
        Assert.Contains("计算量超过上限", problem, StringComparison.Ordinal);
        Assert.Equal(2m, FeelExpression.Parse("1 + 1", out _)!.Evaluate(Given.Variables, Given.Surroundings, out problem));
        Assert.Null(problem);
    }

    [Fact]
    public void Work_within_the_bounds_is_done() =>
        Assert.Equal(100_000m, Given.Value("count(for x in 1..100000 return x * 2)"));

    /// <summary>Threads of a server have less stack than the main one; what fits in half a megabyte fits anywhere.</summary>
    [Theory]
    [InlineData("{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r")]
    [InlineData("{f: function(g, n) for x in [n] return g(g, x + 1), r: f(f, 1)}.r")]
    [InlineData("{f: function(g, n) sort([1, 2], function(a, b) g(g, n + 1)), r: f(f, 1)}.r")]
    [InlineData("{f: function(g, n) [n][g(g, n + 1)], r: f(f, 1)}.r")]
    [InlineData("{f: function(g, n) some x in [n] satisfies g(g, x + 1) and 1 = 2, r: f(f, 1)}.r")]
    [InlineData("NESTED")]
    [InlineData("CHAINED")]
    public void Recursion_fits_on_a_small_stack(string expression)
    {
        if (expression == "NESTED")
            expression = string.Concat(Enumerable.Repeat("not(if [1][item in (for x in {a: ", 12)) + "1" + string.Concat(Enumerable.Repeat("}.a return x)] = [] then true else false)", 12));
        if (expression == "CHAINED")
            expression = "1" + string.Concat(Enumerable.Repeat(" + 1", 500));
        var isDone = false;
        var thread = new Thread(() => { Given.Value(expression); isDone = true; }, 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.True(isDone);
    }

    [Fact]
    public void Deep_but_finite_recursion_is_done() =>
        Assert.Equal(5050m, Given.Value("{f: function(g, n) if n = 0 then 0 else n + g(g, n - 1), r: f(f, 100)}.r"));

    /// <summary>Random tokens: whatever comes, the answer is a value, null or a problem, never an exception.</summary>
    [Fact]
    public void Random_expressions_never_throw()
    {
        string[] words =
        [
            "1", "-2.5", "\"a\"", "\"2026-03-05\"", "null", "true", "false", "level", "hazard", "numbers", "people", "deadline", "found", "item", "?", "x",
            "+", "-", "*", "/", "**", "=", "!=", "<", ">=", "and", "or", "in", "between", "instance of", "number", "(", ")", "[", "]", "{", "}", ",", ":", ".", "..",
            "if", "then", "else", "for", "return", "some", "every", "satisfies", "function", "not(", "count(", "sum(", "date(", "duration(\"P1D\")", "@\"P1M\"",
            "workdays(3)", "end of day(", "sort(", "substring(", "partial", "now()", "min(", "before(", "[1..5]", "string(", "context put(", "replace(",
        ];
        var random = new Random(20260305);
        var understood = 0;
        for (var round = 0; round < 8_000; round++)
        {
            var expression = string.Join(' ', Enumerable.Range(0, random.Next(1, 14)).Select(_ => words[random.Next(words.Length)]));
            if (FeelExpression.Parse(expression, out var problem) is { } parsed)
            {
                understood++;
                Assert.True(Variables.Accepts(parsed.Evaluate(Given.Variables, Given.Surroundings)), expression);
            }
            else
                Assert.NotEqual("", problem!.Message);
            if (FeelUnaryTests.Parse(expression, out _) is { } tests)
                tests.Matches(5m, Given.Variables, Given.Surroundings);
        }
        Assert.InRange(understood, 200, 8_000);
    }

    /// <summary>Whole expressions put together at random, so that every operator and many functions meet every type.</summary>
    [Fact]
    public void Random_values_of_every_type_never_throw()
    {
        string[] values =
        [
            "1", "-2.5", "79228162514264337593543950335", "0.0000000000000000000000000001", "\"a\"", "\"\"", "\"2026-03-05\"", "null", "true", "false", "level", "hazard", "numbers",
            "people", "deadline", "found", "[]", "{}", "{a: 1}", "[1..5]", "(< 3)", "@\"10:00:00\"", "@\"P1D\"", "@\"-P1M\"", "@\"9999-12-31\"", "@\"0001-01-01T00:00:00Z\"",
            "@\"9999-12-31T23:59:59Z\"", "abs", "function(x) x", "[null]", "[[1, 2], [3]]", "@\"P10675199D\"", "@\"P9999999999999Y\"",
        ];
        var functions = Builtin.Names.Order(StringComparer.Ordinal).Select(name => Builtin.Find(name)!).ToArray();
        string[] operators = ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in"];
        var random = new Random(5032026);
        for (var round = 0; round < 8_000; round++)
        {
            var expression = Make(3);
            var parsed = FeelExpression.Parse(expression, out var problem);
            Assert.True(parsed is not null, $"{expression}: {problem}");
            Assert.True(Variables.Accepts(parsed.Evaluate(Given.Variables, Given.Surroundings)), expression);
        }

        string Make(int depth)
        {
            if (depth == 0)
                return values[random.Next(values.Length)];
            switch (random.Next(10))
            {
                case 0 or 1: return $"({Make(depth - 1)} {operators[random.Next(operators.Length)]} {Make(depth - 1)})";
                case 2: return $"{Make(0)}[{Make(depth - 1)}]";
                case 3: return $"(if {Make(depth - 1)} then {Make(depth - 1)} else {Make(depth - 1)})";
                case 4: return $"-({Make(depth - 1)})";
                case 5: return $"(for v in {Make(0)}..{Make(depth - 1)} return v)";
                case 6: return $"(some v in {Make(depth - 1)} satisfies v = {Make(0)})";
                default:
                    var function = functions[random.Next(functions.Length)];
                    var form = function.Forms[random.Next(function.Forms.Length)];
                    var count = form.Shown("").Count(c => c == ',') + 1;
                    var arguments = form.Shown("") == "()" ? "" : form.Shown("").Contains('…') ? Make(depth - 1) + ", " + Make(depth - 1)
                        : string.Join(", ", Enumerable.Range(0, count).Select(_ => Make(depth - 1)));
                    return function.Name is "and" or "or" ? "1" : $"{function.Name}({arguments})";
            }
        }
    }
}
