using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Rectification.Engine.Feel;

internal sealed class Constant(object? value) : Node
{
    public object? Value { get; } = value;

    public override string? Yields(Func<string, string?> named) => Value switch
    {
        string => "string",
        decimal => "number",
        bool => "boolean",
        _ => null,
    };

    public override object? Evaluate(Evaluation run, Scope? scope) => Value;

    public override void Write(StringBuilder text)
    {
        switch (Value)
        {
            case null: text.Append("null"); break;
            case bool truth: text.Append(truth ? "true" : "false"); break;
            case decimal number when number < 0: text.Append(CultureInfo.InvariantCulture, $"({number})"); break;
            case decimal number: text.Append(CultureInfo.InvariantCulture, $"{number}"); break;
            case string own: WriteText(text, own); break;
            default: text.Append("@\"").Append(Temporal.Write(Value)).Append('"'); break;
        }
    }

    public static void WriteText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
            switch (c)
            {
                case '"' or '\\': text.Append('\\').Append(c); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                default: text.Append(c); break;
            }
        text.Append('"');
    }
}

internal sealed class ListNode(Node[] items) : Node(items)
{
    public override string? Yields(Func<string, string?> named) => "list";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var list = ImmutableArray.CreateBuilder<object?>(items.Length);
        foreach (var item in items)
            list.Add(item.Evaluate(run, scope));
        return list.MoveToImmutable();
    }

    public override void Write(StringBuilder text)
    {
        text.Append('[');
        WriteAll(text, items);
        text.Append(']');
    }
}

/// <summary><c>{a: 1, b: a + 1}</c>: each entry sees those before it.</summary>
internal sealed class ContextNode(string[] names, Node[] values) : Node(values)
{
    /// <summary>Whether nothing but literals is in it.</summary>
    public bool IsConstant => Array.TrueForAll(values, value => value is Feel.Constant or ContextNode { IsConstant: true });

    /// <summary>Its value when it is constant.</summary>
    public Variables Constant => Variables.From(names.Zip(values, (name, value) => KeyValuePair.Create(name, value is ContextNode inner ? inner.Constant : ((Feel.Constant)value).Value)));

    public override string? Yields(Func<string, string?> named) => "context";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var entries = ImmutableDictionary.CreateBuilder<string, object?>();
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i].Evaluate(run, scope);
            if (!entries.TryAdd(names[i], value))
                return null; // Two entries of one name: the context has no meaning.
            scope = new(value, scope);
        }
        return Variables.Trusted(entries.ToImmutable());
    }

    public override void Write(StringBuilder text)
    {
        text.Append('{');
        for (var i = 0; i < values.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ");
            Feel.Constant.WriteText(text, names[i]);
            text.Append(": ");
            values[i].Write(text);
        }
        text.Append('}');
    }
}

internal sealed class RangeNode(bool includesStart, Node? start, Node? end, bool includesEnd, RangeForm form = RangeForm.Ends) : Node(start, end)
{
    public override string? Yields(Func<string, string?> named) => "range";

    public override object? Evaluate(Evaluation run, Scope? scope)
    {
        var (low, high) = (start?.Evaluate(run, scope), end?.Evaluate(run, scope));
        // An end that was written but has no value makes no range; one that was not written is open.
        if ((start is not null && low is null) || (end is not null && high is null))
            return null;
        if (low is not null && high is not null && Values.Compare(run, low, high) is null)
            return null;
        return new FeelRange(includesStart, low, high, includesEnd) { Of = form };
    }

    public override void Write(StringBuilder text)
    {
        var sign = form switch
        {
            RangeForm.One => "=",
            RangeForm.AllBut => "!=",
            _ when start is null => includesEnd ? "<=" : "<",
            _ when end is null => includesStart ? ">=" : ">",
            _ => null,
        };
        text.Append(includesStart && sign is null ? '[' : '(').Append(sign).Append(sign is null ? "" : " ");
        WriteAll(text, sign is null ? [start, end] : [start ?? end], "..");
        text.Append(includesEnd && sign is null ? ']' : ')');
    }
}
