using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>The body of an external function, whose parameters are the names in scope.</summary>
internal sealed class External(int parameters, Node origin) : Node(origin)
{
    /// <summary>Whether what the context names can be had here.</summary>
    public static bool IsKnown(object? context) => Function(context) is not null;

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        run.Charge(50);
        // What it is was written before its parameters came into scope.
        var outer = scope;
        var arguments = new object?[parameters];
        for (var i = parameters - 1; i >= 0; i--, outer = outer.Outer)
            arguments[i] = outer!.Value;
        try
        {
            return Function(origin.Evaluate(run, outer))?.Invoke(arguments);
        }
        catch (Exception beyond) when (beyond is OverflowException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    public override void Write(StringBuilder text)
    {
        text.Append("external ");
        origin.Write(text);
    }

    private static Func<object?[], object?>? Function(object? context) =>
        (context as Variables)?["java"] is Variables java ? ForeignFunctions.Find(java) : null;
}
