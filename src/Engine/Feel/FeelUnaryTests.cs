namespace Rectification.Engine.Feel;

/// <summary>The input entry of a decision table: tests of a value, such as <c>"major"</c>, <c>[1..5], &gt; 10</c>, <c>not("a", "b")</c> or <c>-</c>.</summary>
public sealed class FeelUnaryTests
{
    private readonly Node root;

    private FeelUnaryTests(string text, Node root) => (Text, this.root) = (text, root);

    public string Text { get; }

    public static FeelUnaryTests? Parse(string text, out FeelProblem? problem) => Parse(text, [], out problem);

    /// <param name="variables">As for <see cref="FeelExpression"/>.</param>
    public static FeelUnaryTests? Parse(string text, IEnumerable<string> variables, out FeelProblem? problem)
    {
        try
        {
            problem = null;
            return new(text, new Parser(text, variables).WholeTests());
        }
        catch (FeelFault fault)
        {
            problem = FeelProblem.At(text, fault);
            return null;
        }
    }

    /// <summary>Whether the value passes; null when FEEL can't tell.</summary>
    public bool? Matches(object? value, Variables variables, Surroundings surroundings)
    {
        var run = Evaluation.Begin(variables, surroundings);
        try
        {
            var matches = root.Evaluate(run, new(value, null)) as bool?;
            return run.Fault is null ? matches : null;
        }
        catch (FeelExhausted)
        {
            return null;
        }
        finally
        {
            run.End();
        }
    }

    /// <summary>The tests as they were understood.</summary>
    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        root.Write(text);
        return text.ToString();
    }
}
