using Rectification.Engine.Feel;

namespace Rectification.Engine;

/// <summary>What a drawing writes into one attribute: literal text, or FEEL after a leading <c>=</c>.</summary>
/// <param name="Text">As drawn, the <c>=</c> included.</param>
/// <param name="Feel">Null when the text is meant literally.</param>
public sealed record Expression(string Text, FeelExpression? Feel = null)
{
    public object? Evaluate(Variables variables, Surroundings surroundings) =>
        Feel is null ? Text : Feel.Evaluate(variables, surroundings);

    public override string ToString() => Text;
}
