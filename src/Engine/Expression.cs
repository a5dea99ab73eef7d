using Rectification.Engine.Feel;

namespace Rectification.Engine;

/// <summary>What a drawing writes into one attribute: literal text, or FEEL after a leading <c>=</c>.</summary>
/// <param name="Text">As drawn, the <c>=</c> included.</param>
/// <param name="Feel">Null when the text is meant literally.</param>
public sealed record Expression(string Text, FeelExpression? Feel = null)
{
    /// <summary>The text when it is meant literally; null when it is worked out.</summary>
    public string? Fixed => Feel is null ? Text : null;

    /// <summary>The text itself or what the expression gives; null too when that would have taken too long.</summary>
    public object? Evaluate(Variables variables, Surroundings surroundings) => Evaluate(variables, surroundings, out _);

    /// <param name="problem">In words when working the value out would have taken too long or a setting isn't there; otherwise null.</param>
    public object? Evaluate(Variables variables, Surroundings surroundings, out string? problem)
    {
        problem = null;
        if (Feel is null)
            return Text;
        var value = Feel.Evaluate(variables, surroundings, out var stopped);
        problem = stopped is null ? null : $"表达式“{Text}”：{stopped}。请改写后重试。";
        return value;
    }

    public override string ToString() => Text;
}
