using System.Collections.Immutable;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions;

/// <summary>A type of a decision model: one of FEEL's, or an item definition made of them (DMN 1.5, 7.3.3).</summary>
internal sealed class ItemType
{
    public static readonly ItemType Any = new();

    /// <summary>The type of FEEL that it is; null when it is made of others.</summary>
    public FeelType? Simple { get; init; }

    public bool IsDateAndTime { get; init; }

    public bool IsCollection { get; set; }

    public ItemType? Underlying { get; set; }

    public Dictionary<string, ItemType>? Components { get; set; }

    /// <summary>Tests of <c>?</c> that a value, in a collection each item, must pass.</summary>
    public Node? Allowed { get; set; }

    /// <summary>The text of <see cref="Allowed"/>; the order in it is the priority of outputs.</summary>
    public string? AllowedText { get; set; }

    /// <summary>What a function of this type gives; null when this is no type of functions.</summary>
    public ItemType? Returns { get; set; }

    /// <summary>As FEEL sees it in <c>instance of</c>; null for any.</summary>
    public FeelType? Feel => ReferenceEquals(this, Any) ? null
        : this is { IsCollection: false, Components: null, Allowed: null } && (Simple ?? Underlying?.Feel) is { } plain ? plain
        : field ??= new(Name, Is);

    /// <summary>Of an item definition; empty for parts of one.</summary>
    public string Name { get; init; } = "";

    /// <summary>The type of FEEL that its values have; null when they may have several.</summary>
    public string? Kind => IsCollection ? "list" : ItemKind;

    /// <summary>That of the items in a collection.</summary>
    public string? ItemKind => Components is not null ? "context" : Simple is { } simple ? (simple.Text is "Any" or "Null" ? null : simple.Text) : Underlying?.Kind;

    /// <summary>Whether a function with a variable of this type answers with values of the other; unknown counts as yes.</summary>
    public bool Gives(FeelType result) => (Returns ?? this).Feel is not { } own || result.Includes(own);

    /// <summary>Whether a value is of the type as it stands, values allowed or not.</summary>
    public bool Is(object? value)
    {
        if (!IsCollection)
            return IsOne(value);
        return value is ImmutableArray<object?> list && list.All(item => item is null || IsOne(item));
    }

    /// <summary>The value as this type wants it (DMN 1.5, 10.3.2.9.4); false when it can't be had.</summary>
    public bool Fits(Evaluation run, ref object? value)
    {
        if (value is null || ReferenceEquals(this, Any))
            return true;
        run.Charge(1);
        if (!IsCollection)
            return FitsOne(run, ref value);
        var items = Values.AsList(value);
        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            if (!FitsOne(run, ref item))
                return false;
            if (!ReferenceEquals(item, items[i]))
                items = items.SetItem(i, item);
        }
        value = items;
        return true;
    }

    /// <summary>The value as this type wants it, null when it can't be had; that is then told.</summary>
    /// <param name="kind">What gave the value, in Chinese, and its name, for that message.</param>
    public object? Coerce(Evaluation run, object? value, string kind, string name)
    {
        var fitting = value;
        if (Fits(run, ref fitting))
            return fitting;
        run.Trail?.Misfit($"{kind}“{name}”得出{TypeWords.Found(value)}，不合所定的类型{TypeWords.Wanted(this)}，按空值计");
        return null;
    }

    /// <summary>What a function comes to whose variable has this type: that of the function, or, as older models say it, of its result.</summary>
    public object? Result(Evaluation run, object? value, string kind, string name) => (Returns ?? this).Coerce(run, value, kind, name);

    /// <summary>Whether no value of that type of FEEL is or becomes one of this; unknown counts as no.</summary>
    public bool Rejects(string kind)
    {
        // A list of one item may become that item, an item a list.
        if (kind == "list" || ItemKind is not { } own)
            return false;
        return Underlying is { } underlying ? underlying.Rejects(kind) : kind != own && !(IsDateAndTime && kind == "date");
    }

    private bool IsOne(object? value)
    {
        if (value is null || Simple?.Holds(value) is false || Underlying?.Is(value) is false)
            return false;
        return Components is null || (value is Variables context
            && Components.All(part => context.TryGet(part.Key, out var own) && (own is null || part.Value.Is(own))));
    }

    private bool FitsOne(Evaluation run, ref object? value)
    {
        if (value is null)
            return true;
        if (Underlying is { } underlying && !underlying.Fits(run, ref value))
            return false;
        if (Simple is { } simple && !simple.Holds(value))
        {
            if (IsDateAndTime && value is DateOnly day)
                value = Temporal.Midnight(day, TimeSpan.Zero);
            else if (value is ImmutableArray<object?> { Length: 1 } list && simple.Holds(list[0]))
                value = list[0];
            else
                return false;
        }
        if (Components is not null && !FitsComponents(run, Components, ref value))
            return false;
        return Allowed is null || Allowed.Evaluate(run, new(value, null)) is true;
    }

    private static bool FitsComponents(Evaluation run, Dictionary<string, ItemType> components, ref object? value)
    {
        if (Values.AsSingle(value) is not Variables context)
            return false;
        foreach (var (name, type) in components)
        {
            // A context without one of the entries is not of the type (DMN 1.5, table 48).
            if (!context.TryGet(name, out var own))
                return false;
            var fitting = own;
            if (!type.Fits(run, ref fitting))
                return false;
            if (!ReferenceEquals(own, fitting))
                context = Variables.Trusted(context.Entries.SetItem(name, fitting));
        }
        value = context;
        return true;
    }
}
