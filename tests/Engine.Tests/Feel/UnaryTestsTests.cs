using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

public sealed class UnaryTestsTests
{
    [Theory]
    [InlineData("-", 5, true)]
    [InlineData("5", 5, true)]
    [InlineData("< 5", 5, false)]
    [InlineData("<= 5", 5, true)]
    [InlineData("[1..5]", 5, true)]
    [InlineData("[1..5)", 5, false)]
    [InlineData("1, 2, 5", 5, true)]
    [InlineData("not(1, 2)", 5, true)]
    [InlineData("not(> 3)", 5, false)]
    [InlineData("? > 3 and ? < 9", 5, true)]
    [InlineData("not(? > 3) and ? < 9", 5, false)]
    [InlineData("not(odd(?)), 5", 5, true)]
    [InlineData("odd(?)", 5, true)]
    [InlineData("count1 + 2", 5, true)]
    [InlineData("numbers", 3, true)]
    [InlineData("\"a\"", 5, null)]
    [InlineData("level = \"major\"", 5, true)]
    [InlineData("level = \"minor\"", 5, null)]
    public void A_number_is_tested(string tests, int value, bool? expected) => Assert.Equal(expected, Matches(tests, (decimal)value));

    [Theory]
    [InlineData("\"fire\", \"gas\"", "gas", true)]
    [InlineData("not(\"fire\")", "gas", true)]
    [InlineData("starts with(?, \"g\")", "gas", true)]
    [InlineData("null", "gas", false)]
    public void A_text_is_tested(string tests, string value, bool? expected) => Assert.Equal(expected, Matches(tests, value));

    [Theory]
    [InlineData("true", true, true)]
    [InlineData("false", true, false)]
    [InlineData("false", false, true)]
    public void A_truth_is_tested(string tests, bool value, bool? expected) => Assert.Equal(expected, Matches(tests, value));

    [Theory]
    [InlineData("", 1)]
    [InlineData("5,", 3)]
    [InlineData("not(5", 6)]
    [InlineData("> ", 3)]
    public void A_malformed_test_is_refused(string tests, int column)
    {
        Assert.Null(FeelUnaryTests.Parse(tests, out var problem));
        Assert.Equal(column, problem!.Column);
    }

    private static bool? Matches(string tests, object value) =>
        FeelUnaryTests.Parse(tests, out _)!.Matches(value, Given.Variables, Given.Surroundings);
}
