using System.Text;

namespace Rectification.Engine.Feel;

/// <summary>A part of a parsed expression. Immutable: many threads evaluate the same one.</summary>
internal abstract class Node
{
    /// <summary>Above this an evaluation might not fit on a thread's stack.</summary>
    public const int Highest = 600;

    protected Node(params ReadOnlySpan<Node?> children)
    {
        var (height, size) = (0, 1);
        foreach (var child in children)
            if (child is not null)
                (height, size) = (Math.Max(height, child.Height), size + child.Size);
        (Height, Size) = (height + 1, size);
        if (Height > Highest)
            throw new FeelFault(0, "表达式嵌套太深或太长，请拆成几个");
    }

    public int Height { get; }

    public int Size { get; }

    public abstract object? Evaluate(Evaluation run, Scope? scope);

    /// <summary>The one type of FEEL that its value has when it isn't null; null when that can't be told without evaluating it.</summary>
    /// <param name="named">The types that names from outside have, null for those that may have any.</param>
    public virtual string? Yields(Func<string, string?> named) => null;

    /// <summary>Writes the part as FEEL, in parentheses where it is made of others.</summary>
    public virtual void Write(StringBuilder text) => text.Append(GetType().Name);

    protected static void WriteAll(StringBuilder text, IEnumerable<Node?> nodes, string separator = ", ")
    {
        var isFirst = true;
        foreach (var node in nodes)
        {
            text.Append(isFirst ? "" : separator);
            if (node is null)
                text.Append("null");
            else
                node.Write(text);
            isFirst = false;
        }
    }
}
