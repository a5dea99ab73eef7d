using System.Diagnostics;
using System.Globalization;
using FsCheck.Fluent;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

/// <summary>
/// Broken expressions by the ten thousand: each is understood or told as a problem at a place inside it, and none asks for much.
/// So many in the suite, always the same; <c>FEEL_FUZZ_SECONDS=300 dotnet run -c Release --project tests/Engine.Tests -- -class "*FuzzTests"</c> for five minutes.
/// </summary>
public sealed class FuzzTests
{
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", "..", ".", ",", ":", "\"", "'", "\\", "\\u", "@", "@\"", "//", "/*", "*/", "**", "-", "->", "<", ">=", "!=", "=", "?", "1e", "1e999", ".5",
        "if ", " then ", " else ", "for ", " in ", " return ", "some ", " satisfies ", "function(", " external", " instance of ", "list<", "and", " between ", "not(", "null", "partial",
        "😀", "\ud83d", "\u0000", "\u2028", "\uFEFF", "（", "“", "×", "9999999999999999999999999999999999", "date and time(", "item", "((((((((((", "[[[[[[[[[[", "-----", "\n",
    ];

    private const int Rounds = 30_000;

    [Fact]
    public void Broken_expressions_are_told_never_thrown()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("FEEL_FUZZ_SECONDS") ?? "0", CultureInfo.InvariantCulture);
        var random = new Random(seconds == 0 ? 4 : Environment.TickCount);
        var whole = Sentence.Any.Sample(200, 60).ToArray();
        var (rounds, understood) = (0, 0);
        for (var watch = Stopwatch.StartNew(); seconds == 0 ? rounds < Rounds : watch.Elapsed.TotalSeconds < seconds; rounds++)
        {
            var text = Broken(whole[random.Next(whole.Length)], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (FeelExpression.Parse(text, ["overdue days", "b c"], out var problem) is { } parsed)
            {
                understood++;
                Assert.True(Variables.Accepts(parsed.Evaluate(Given.Variables, Given.Surroundings)), text);
                // What is written may nest deeper than is read, never mean something else.
                if (FeelExpression.Parse(parsed.ToString(), ["overdue days", "b c"], out _) is { } again)
                    Assert.Equal(parsed.ToString(), again.ToString());
            }
            else
                Inside(text, problem);
            if (FeelUnaryTests.Parse(text, out problem) is { } tests)
                tests.Matches(3m, Given.Variables, Given.Surroundings);
            else
                Inside(text, problem);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < Given.MostBytes, text);
        }
        Assert.InRange(understood, 1, rounds);
        TestContext.Current.SendDiagnosticMessage($"{rounds} expressions, {understood} understood");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("{a:")]
    [InlineData("-")]
    [InlineData("not(")]
    [InlineData("if 1 then ")]
    [InlineData("for x in ")]
    [InlineData("function(x) ")]
    [InlineData("x.")]
    [InlineData("x[")]
    [InlineData("1+")]
    [InlineData("a ")]
    [InlineData("date and time ")]
    [InlineData("x instance of list<")]
    [InlineData("/*")]
    [InlineData("\"\\u")]
    public void Repeated_to_the_limit_it_is_still_told(string piece)
    {
        foreach (var count in (int[])[1, 101, 5_000])
        {
            var text = string.Concat(Enumerable.Repeat(piece, Math.Min(count, 65_000 / piece.Length)));
            if (FeelExpression.Parse(text, ["a a a"], out var problem) is null)
                Inside(text, problem);
        }
    }

    private static void Inside(string text, FeelProblem? problem)
    {
        Assert.NotNull(problem);
        Assert.NotEqual("", problem.Message);
        Assert.InRange(problem.Line, 1, text.Count(c => c == '\n') + 1);
        Assert.InRange(problem.Column, 1, text.Length + 1);
    }

    private static string Broken(string text, Random random)
    {
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(4) switch
            {
                0 => text.Remove(Math.Min(at, text.Length - (text.Length == 0 ? 0 : 1)), text.Length == 0 ? 0 : 1),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => text.Insert(at, ((char)random.Next(1, 0x3000)).ToString()),
                _ => text[..at] + text[Math.Min(text.Length, at + random.Next(12))..],
            };
        }
        return text;
    }
}
