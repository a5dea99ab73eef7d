using System.Collections.Immutable;

namespace Rectification.Engine.Feel;

/// <summary>A type as written after <c>instance of</c> or a parameter.</summary>
/// <param name="kind">The name of the type, that of the container for types made of others.</param>
internal sealed class FeelType(string kind, Func<object?, bool> test)
{
    /// <summary>As it was written.</summary>
    public string Text { get; private init; } = kind;

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

    private static readonly Dictionary<string, FeelType> Own = Simple.ToDictionary(type => type.Key, type => new FeelType(type.Key, type.Value), StringComparer.Ordinal);

    private static readonly NameTable LongNames = new(Simple.Keys);

    private readonly string kind = kind;
    private readonly Func<object?, bool> test = test;

    // Of a context its entries, of a list or range what it is made of under an empty name.
    private (string Name, FeelType Type)[] parts = [];

    /// <summary>A type of the standard; null for any other name.</summary>
    public static FeelType? Find(string name) => Own.GetValueOrDefault(name);

    public bool Holds(object? value) => test(value);

    /// <summary>Whether every value of the other type is one of this (DMN 1.5, 10.3.2.9.1).</summary>
    public bool Includes(FeelType other) => ReferenceEquals(this, other) || kind == "Any"
        || (kind == other.kind && (kind == "function" ? Text == other.Text
            : Array.TrueForAll(parts, part => Array.Exists(other.parts, own => own.Name == part.Name && part.Type.Includes(own.Type)))));

    /// <param name="defined">Those of a model.</param>
    public static FeelType Read(TokenReader reader, DefinedTypes? defined = null, int depth = 0)
    {
        var from = reader.Position;
        var type = Meaning(reader, defined, depth);
        return new(type.kind, type.test) { Text = reader.NameSince(from), parts = type.parts };
    }

    private static FeelType Meaning(TokenReader reader, DefinedTypes? defined, int depth)
    {
        if (depth > 30)
            throw new FeelFault(reader.Current.Start, "类型嵌套太深");
        if (reader.Current.Kind != TokenKind.Name)
            throw reader.Missing("类型名称，例如 number、string、date");
        var start = reader.Current.Start;
        if (defined?.At(reader) is var (named, words))
        {
            reader.Skip(words);
            return named;
        }
        var (name, length) = LongNames.Longest(reader.Tokens, reader.Position) ?? (reader.Current.Text, 1);
        reader.Skip(length);
        if (!Own.TryGetValue(name, out var own))
            throw new FeelFault(start, $"没有名为“{name}”的类型");
        if (!reader.Current.Is("<"))
            return own;

        reader.Expect("<");
        return name switch
        {
            "list" => ListOf(Enclosed(reader, defined, depth)),
            "range" => RangeOf(Enclosed(reader, defined, depth)),
            "context" => ContextOf(reader, defined, depth),
            "function" => FunctionOf(reader, defined, depth),
            _ => throw new FeelFault(start, $"类型“{name}”后面不能写尖括号"),
        };
    }

    private static FeelType Enclosed(TokenReader reader, DefinedTypes? defined, int depth)
    {
        var type = Read(reader, defined, depth + 1);
        reader.Expect(">");
        return type;
    }

    private static FeelType ListOf(FeelType item) =>
        new("list", value => value is ImmutableArray<object?> list && list.All(entry => entry is null || item.Holds(entry))) { parts = [("", item)] };

    private static FeelType RangeOf(FeelType end) =>
        new("range", value => value is FeelRange range && (range.Start is null || end.Holds(range.Start)) && (range.End is null || end.Holds(range.End))) { parts = [("", end)] };

    private static FeelType ContextOf(TokenReader reader, DefinedTypes? defined, int depth)
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
        return new("context", value => value is Variables context
            && entries.TrueForAll(entry => context.TryGet(entry.Name, out var own) && (own is null || entry.Type.Holds(own)))) { parts = [.. entries] };
    }

    private static FeelType FunctionOf(TokenReader reader, DefinedTypes? defined, int depth)
    {
        var given = new List<FeelType>();
        if (!reader.Current.Is(">"))
            do
                given.Add(Read(reader, defined, depth + 1));
            while (reader.TakeIf(","));
        reader.Expect(">");
        reader.Expect("->");
        var result = Read(reader, defined, depth + 1);
        return new("function", value => value is FeelFunction function && function.IsOf([.. given], result));
    }
}
