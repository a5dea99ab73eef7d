using FsCheck;
using FsCheck.Fluent;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

public sealed class PropertyTests
{
    private static readonly string[] Names = [.. Given.Variables.Names, "overdue days", "b c"];

    [Fact]
    public void What_is_parsed_and_written_parses_to_the_same() => Check(500, Sentence.Any, text =>
    {
        var first = Parsed(text);
        var written = first.ToString();
        var second = Parsed(written);
        Assert.Equal(written, second.ToString());
        Assert.Equal(Given.Shown(Value(first)), Given.Shown(Value(second)));
    });

    [Fact]
    public void Unary_tests_too_are_written_as_they_were_understood() => Check(300, Sentence.Any, text =>
    {
        foreach (var cell in (string[])[text, $"> {text}", $"{text}, 3, [1..2]", $"not({text}, \"a\")", "-"])
        {
            if (FeelUnaryTests.Parse(cell, Names, out _) is not { } first)
                continue;
            var second = FeelUnaryTests.Parse(first.ToString(), Names, out var problem);
            Assert.True(second is not null, $"{cell} → {first}: {problem}");
            Assert.Equal(first.ToString(), second.ToString());
            Assert.Equal(first.Matches(2m, Given.Variables, Given.Surroundings), second.Matches(2m, Given.Variables, Given.Surroundings));
        }
    });

    [Fact]
    public void Null_never_throws_and_nothing_else_does() => Check(500, Sentence.Any, text =>
    {
        var parsed = Parsed(text);
        Assert.True(Variables.Accepts(Value(parsed)));
        Assert.True(Variables.Accepts(parsed.Evaluate(Variables.Empty, Given.Surroundings)), text);
        Assert.True(Variables.Accepts(parsed.Evaluate(Variables.From(Names.Select(name => KeyValuePair.Create(name, (object?)null))), Given.Surroundings)), text);
    });

    [Fact]
    public void Every_builtin_takes_null_for_every_argument()
    {
        foreach (var name in Builtin.Names)
            foreach (var form in Builtin.Find(name)!.Forms)
            {
                var count = form.Shown("") == "()" ? 0 : form.Shown("").Count(c => c == ',') + 1;
                Builtin.Find(name)!.Invoke(new(Variables.Empty, Given.Surroundings), new object?[count]);
                for (var i = 0; i < count; i++)
                    foreach (var value in Given.Variables.Select(entry => entry.Value))
                    {
                        var arguments = new object?[count];
                        arguments[i] = value;
                        Builtin.Find(name)!.Invoke(new(Variables.Empty, Given.Surroundings), arguments);
                    }
            }
    }

    [Fact]
    public void Numbers_are_reckoned_as_decimals() => Check(1_000, Gen.Zip(Decimals, Decimals), pair =>
    {
        var (x, y) = pair;
        var variables = Variables.Of(("x", x), ("y", y));
        Assert.Equal(x + y, Of("x + y"));
        Assert.Equal(x - y, Of("x - y"));
        Assert.Equal(x * y, Of("x * y"));
        Assert.Equal(y == 0 ? null : x / y, Of("x / y"));
        Assert.Equal(x < y, Of("x < y"));
        Assert.Equal(x == y, Of("x = y"));
        Assert.Equal(x, Of("number(string(x), null, \".\")"));
        Assert.Equal(0m, Of("x - floor(x) - modulo(x, 1)"));
        Assert.Equal(Math.Floor(x), Of("floor(x)"));
        Assert.Equal(Math.Ceiling(x), Of("ceiling(x)"));
        Assert.Equal(decimal.Round(x, 2, MidpointRounding.ToEven), Of("decimal(x, 2)"));
        Assert.Equal(decimal.Round(x, 2, MidpointRounding.AwayFromZero), Of("round half up(x, 2)"));

        object? Of(string text) => FeelExpression.Parse(text, out _)!.Evaluate(variables, Given.Surroundings);
    });

    [Theory]
    [InlineData("exp(1)", "2.7182818284590452353602874714")]
    [InlineData("log(10)", "2.302585092994045684017991455")]
    [InlineData("2 ** 0.5", "1.414213562373095048801688724")]
    [InlineData("exp(-2)", "0.135335283236612691893999495")]
    public void Roots_and_powers_have_all_digits(string expression, string near) =>
        Assert.InRange(Math.Abs((decimal)Given.Value(expression)! - decimal.Parse(near, System.Globalization.CultureInfo.InvariantCulture)), 0, 0.00000000000000000000000001m);

    [Fact]
    public void Exponential_and_logarithm_undo_each_other()
    {
        foreach (var number in (decimal[])[0.000001m, 0.5m, 1, 2, 10, 12345.678m, 99999999999m])
            Assert.InRange(Math.Abs((Numbers.Exp(Numbers.Log(number)) / number) - 1), 0, 0.000000000000000000000001m);
        Assert.Equal(485165195.409790277969106831m, decimal.Round(Numbers.Exp(20), 18));
    }

    private static Gen<decimal> Decimals => Gen.Choose(-1_000_000, 1_000_000).Zip(Gen.Choose(0, 4)).Select(t => t.Item1 / (decimal)Math.Pow(10, t.Item2));

    private static FeelExpression Parsed(string text)
    {
        var parsed = FeelExpression.Parse(text, Names, out var problem);
        Assert.True(parsed is not null, $"{text}: {problem}");
        return parsed;
    }

    private static object? Value(FeelExpression expression) => expression.Evaluate(Given.Variables, Given.Surroundings);

    private static void Check<T>(int count, Gen<T> values, Action<T> claim) =>
        Prop.ForAll(values.ToArbitrary(), claim).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true));
}
