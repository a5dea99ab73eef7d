using System.Collections.Immutable;

namespace Rectification.Engine.Feel;

/// <summary>A type as written after <c>instance of</c> or a parameter.</summary>
internal sealed class FeelType(Func<object?, bool> test)
{
    /// <summary>As it was written.</summary>
    public string Text { get; private init; } = "Any";

    private static readonly Dictionary<string, Func<object?, bool>> Simple = new(StringComparer.Ordinal)
    {
        ["Any"] = value => value is not null,
        ["Null"] = value => value is null,
        ["number"] = value => value is decimal,
        ["string"] = value => value is string,
        ["boolean"] = value => value is bool,
        ["date"] = value => Temporal.IsDate(value),
        ["time"] = value => Temporal.IsTime(value),
        ["date and time"] = value => Temporal.IsDateTime(value),
        ["days and time duration"] = value => Temporal.IsDuration(value),
        ["years and months duration"] = value => value is YearsMonths,
        ["list"] = value => value is ImmutableArray<object?>,
        ["context"] = value => value is Variables,
        ["range"] = value => value is FeelRange,
        ["function"] = value => value is FeelFunction,
    };

    private static readonly NameTable LongNames = new(Simple.Keys);

    /// <summary>The test of a type of the standard; null for any other name.</summary>
    public static Func<object?, bool>? TestOf(string name) => Simple.GetValueOrDefault(name);

    public bool Holds(object? value) => test(value);

    /// <param name="defined">Types of a model, by name.</param>
    public static FeelType Read(TokenReader reader, IReadOnlyDictionary<string, FeelType>? defined = null, int depth = 0)
    {
        var from = reader.Position;
        var type = Meaning(reader, defined, depth);
        return new(type.test) { Text = reader.NameSince(from) };
    }

    private readonly Func<object?, bool> test = test;

    private static FeelType Meaning(TokenReader reader, IReadOnlyDictionary<string, FeelType>? defined, int depth)
    {
        if (depth > 30)
            throw new FeelFault(reader.Current.Start, "类型嵌套太深");
        if (reader.Current.Kind != TokenKind.Name)
            throw reader.Missing("类型名称，例如 number、string、date");
        var start = reader.Current.Start;
        if (defined?.GetValueOrDefault(reader.Current.Text) is { } own)
        {
            reader.Take();
            return own;
        }
        var (name, length) = LongNames.Longest(reader.Tokens, reader.Position) ?? (reader.Current.Text, 1);
        reader.Skip(length);
        if (!Simple.TryGetValue(name, out var holds))
            throw new FeelFault(start, $"没有名为“{name}”的类型");
        if (!reader.Current.Is("<"))
            return new(holds);

        reader.Expect("<");
        return name switch
        {
            "list" => ListOf(Enclosed(reader, defined, depth)),
            "range" => RangeOf(Enclosed(reader, defined, depth)),
            "context" => ContextOf(reader, defined, depth),
            "function" => FunctionOf(reader, defined, depth, holds),
            _ => throw new FeelFault(start, $"类型“{name}”后面不能写尖括号"),
        };
    }

    private static FeelType Enclosed(TokenReader reader, IReadOnlyDictionary<string, FeelType>? defined, int depth)
    {
        var type = Read(reader, defined, depth + 1);
        reader.Expect(">");
        return type;
    }

    private static FeelType ListOf(FeelType item) =>
        new(value => value is ImmutableArray<object?> list && list.All(entry => entry is null || item.Holds(entry)));

    private static FeelType RangeOf(FeelType end) =>
        new(value => value is FeelRange range && (range.Start is null || end.Holds(range.Start)) && (range.End is null || end.Holds(range.End)));

    private static FeelType ContextOf(TokenReader reader, IReadOnlyDictionary<string, FeelType>? defined, int depth)
    {
        var entries = new List<(string Name, FeelType Type)>();
        do
        {
            var from = reader.Position;
            while (reader.Current.Kind != TokenKind.End && !reader.Current.Is(":"))
                reader.Take();
            var name = reader.NameSince(from);
            reader.Expect(":");
            entries.Add((name, Read(reader, defined, depth + 1)));
        }
        while (reader.TakeIf(","));
        reader.Expect(">");
        return new(value => value is Variables context
            && entries.TrueForAll(entry => context.TryGet(entry.Name, out var own) && (own is null || entry.Type.Holds(own))));
    }

    // What a function takes and gives can't be told from outside; that it is one can.
    private static FeelType FunctionOf(TokenReader reader, IReadOnlyDictionary<string, FeelType>? defined, int depth, Func<object?, bool> holds)
    {
        if (!reader.Current.Is(">"))
            do
                Read(reader, defined, depth + 1);
            while (reader.TakeIf(","));
        reader.Expect(">");
        reader.Expect("->");
        Read(reader, defined, depth + 1);
        return new(holds);
    }
}
