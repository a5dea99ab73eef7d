namespace Rectification.Engine.Feel;

/// <summary>A FEEL expression, parsed once and evaluated often (DMN 1.5, clause 10.3).</summary>
public sealed class FeelExpression
{
    private FeelExpression(string text) => Text = text;

    public string Text { get; }

    /// <summary>Parses an expression; on a fault <paramref name="problem"/> says where and what was expected and the result is null.</summary>
    public static FeelExpression? Parse(string text, out FeelProblem? problem)
    {
        problem = null;
        return new(text);
    }

    /// <summary>The value; null where FEEL says null (unknown names, type mismatches). Never throws on data.</summary>
    public object? Evaluate(Variables variables, Surroundings surroundings) => throw new NotSupportedException(Text);
}

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record FeelProblem(int Line, int Column, string Message);
