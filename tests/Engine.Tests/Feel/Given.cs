using System.Collections.Immutable;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Tests.Feel;

/// <summary>Evaluates an expression on Thursday 5 March 2026, 10:30 in Shanghai, with the Qingming holiday ahead.</summary>
internal static class Given
{
    /// <summary>More than any expression may ask of a host's memory, all in all, before it is cut off.</summary>
    public const long MostBytes = 1L << 28;

    public static readonly DateTimeOffset Now = new(2026, 3, 5, 2, 30, 0, TimeSpan.Zero);

    public static readonly WorkCalendar Calendar = new(
        1, TimeSpan.FromHours(8), [new(2026, 4, 6)], [new(2026, 2, 28)], [2026]);

    public static readonly Surroundings Surroundings = new(
        Now,
        Calendar,
        new(3, ImmutableDictionary<string, object?>.Empty.Add("rectification.days", 15m)),
        NoDecisions.Instance);

    public static readonly Variables Variables = Variables.Of(
        ("level", "major"),
        ("count1", 3),
        ("hazard", Variables.Of(("category", "fire"), ("days", 7), ("finder", Variables.Of(("name", "王芳"))))),
        ("numbers", new object?[] { 1m, 2m, 3m, 4m }),
        ("people", new object?[]
        {
            Variables.Of(("name", "王芳"), ("age", 41)),
            Variables.Of(("name", "李强"), ("age", 29)),
        }),
        ("deadline", new DateTimeOffset(2026, 3, 13, 0, 0, 0, TimeSpan.FromHours(8))),
        ("found", new DateOnly(2026, 3, 5)),
        ("truth", true),
        ("nothing", null));

    public static object? Value(string expression)
    {
        var parsed = FeelExpression.Parse(expression, out var problem);
        Assert.True(parsed is not null, $"{expression}: {problem}");
        return parsed.Evaluate(Variables, Surroundings);
    }

    /// <summary>A value in FEEL's own notation, so that tests can be read as tables.</summary>
    public static string Shown(object? value) =>
        TextBuiltins.Written(new(Variables, Surroundings), value) ?? "too long";

    public static FeelProblem Problem(string expression)
    {
        Assert.Null(FeelExpression.Parse(expression, out var problem));
        Assert.NotNull(problem);
        return problem;
    }
}
