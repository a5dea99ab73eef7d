using System.Collections.Immutable;
using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>The body of an external function, whose parameters are the names in scope.</summary>
internal sealed class External(int parameters, Node origin) : Node(origin)
{
    private readonly ForeignFunction? known = origin is ContextNode { IsConstant: true } context ? Function(context.Constant, parameters) : null;

    /// <summary>Whether what the context names can be had here, with so many parameters.</summary>
    public static bool IsKnown(object? context, int parameters) => Function(context, parameters) is not null;

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        run.Charge(5);
        // What it is was written before its parameters came into scope.
        var outer = scope;
        var arguments = new object?[parameters];
        for (var i = parameters - 1; i >= 0; i--, outer = outer.Outer)
            arguments[i] = outer!.Value;
        if ((known ?? Found(run, outer)) is not { } function)
            return null;
        foreach (var argument in arguments)
            run.Charge(SizeOf(argument) / 16);
        var result = function(run, arguments);
        run.Charge(SizeOf(result) / 16);
        return result;
    }

    public override void Write(StringBuilder text)
    {
        text.Append("external ");
        origin.Write(text);
    }

    // Which one it is may be worked out too.
    private ForeignFunction? Found(Evaluation run, Scope? scope)
    {
        run.Charge(50);
        return Function(origin.Evaluate(run, scope), parameters);
    }

    // Texts are read and written, of lists only what they hold.
    private static int SizeOf(object? value) => value switch
    {
        string text => text.Length,
        ImmutableArray<object?> list => list.Sum(item => item is string text ? text.Length : 16),
        _ => 0,
    };

    private static ForeignFunction? Function(object? context, int parameters) =>
        (context as Variables)?["java"] is Variables java ? ForeignFunctions.Find(java, parameters) : null;
}
