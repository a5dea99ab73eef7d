using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

public sealed class FeelExpressionTests
{
    [Fact]
    public void The_variables_of_an_expression_are_known_after_parsing()
    {
        var expression = FeelExpression.Parse("level = \"major\" and some x in people satisfies x.age > limit and count(numbers) > 0", out _)!;
        Assert.Equal(["level", "limit", "numbers", "people"], expression.Variables);
        Assert.Equal(["limit"], expression.Missing(Given.Variables));
    }

    [Fact]
    public void Names_with_blanks_and_signs_are_read_when_they_are_told()
    {
        var variables = Variables.Of(("risk level", 3), ("risk", 100), ("level", 1), ("date", 5), ("time", 7), ("a-b", 4));
        var expression = FeelExpression.Parse("risk level + a-b + risk - level", variables.Names, out _)!;
        Assert.Equal(106m, expression.Evaluate(variables, Given.Surroundings));
    }

    [Fact]
    public void A_variable_may_bear_the_name_of_a_function()
    {
        var variables = Variables.Of(("count", 3), ("date", true), ("time", true));
        Assert.Equal(4m, FeelExpression.Parse("count + count([1])", out _)!.Evaluate(variables, Given.Surroundings));
        Assert.Equal(true, FeelExpression.Parse("date and time", out _)!.Evaluate(variables, Given.Surroundings));
    }

    [Fact]
    public void One_expression_serves_many_threads()
    {
        var expression = FeelExpression.Parse("sum(for x in numbers return x * factor)", out _)!;
        Parallel.For(0, 200, i =>
            Assert.Equal(10m * i, expression.Evaluate(Given.Variables.With("factor", i), Given.Surroundings)));
    }

    [Fact]
    public void A_condition_of_a_gateway_costs_little()
    {
        var expression = FeelExpression.Parse("level = \"major\" and hazard.days > 5", out _)!;
        expression.Evaluate(Given.Variables, Given.Surroundings);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            expression.Evaluate(Given.Variables, Given.Surroundings);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }
}
