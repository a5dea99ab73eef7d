using System.Collections.Frozen;

namespace Rectification.Engine.Feel;

/// <summary>A function that FEEL or this system brings along; it may have several forms, told apart by number or names of arguments.</summary>
internal sealed class Builtin : FeelFunction
{
    private static readonly FrozenDictionary<string, Builtin> All = new[]
    {
        TextBuiltins.All, NumberBuiltins.All, ListBuiltins.All, TemporalBuiltins.All,
        ContextBuiltins.All, RangeBuiltins.All, CalendarBuiltins.All,
    }.SelectMany(builtins => builtins).ToFrozenDictionary(builtin => builtin.Name, StringComparer.Ordinal);

    private Builtin(string name, BuiltinForm[] forms) => (Name, Forms) = (name, forms);

    public static IEnumerable<string> Names => All.Keys;

    public string Name { get; }

    public BuiltinForm[] Forms { get; }

    public static Builtin? Find(string name) => All.GetValueOrDefault(name);

    /// <param name="forms">Parameters as in the standard, separated by commas; <c>?</c> behind one that may be left out, <c>…</c> behind one that repeats.</param>
    public static Builtin Of(string name, params (string Parameters, Func<Evaluation, object?[], object?> Body)[] forms) =>
        new(name, [.. forms.Select(form => new BuiltinForm(form.Parameters, form.Body))]);

    public static Builtin Of(string name, string parameters, Func<Evaluation, object?[], object?> body) =>
        Of(name, (parameters, body));

    public override object? Invoke(Evaluation run, object?[] arguments) =>
        Fitting(arguments, null) is var (form, arranged) ? form.Invoke(run, arranged) : null;

    public override object?[]? Arrange(string[] names, object?[] arguments) => Fitting(arguments, names)?.Arranged;

    public override bool IsOf(FeelType[] given, FeelType result) => Fitting(given, null) is not null;

    /// <summary>The form that takes these arguments, and them in its order; null when none does.</summary>
    public (BuiltinForm Form, T?[] Arranged)? Fitting<T>(T[] arguments, string[]? names)
        where T : class?
    {
        // "before(range: r, point: p)" and "before(point: p, range: r)" are two functions: forms whose parameters come as named go first.
        foreach (var form in names is null ? (IEnumerable<BuiltinForm>)Forms : Forms.OrderByDescending(form => form.IsNamed(names)))
            if (form.Arrange(arguments, names) is { } arranged)
                return (form, arranged);
        return null;
    }
}

internal sealed class BuiltinForm
{
    private readonly Func<Evaluation, object?[], object?> body;
    private readonly string[] parameters;
    private readonly int required;
    private readonly bool repeats;

    public BuiltinForm(string parameters, Func<Evaluation, object?[], object?> body)
    {
        this.body = body;
        var written = parameters.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        repeats = written is [.., var last] && last.EndsWith('…');
        required = written.Count(parameter => !parameter.EndsWith('?'));
        this.parameters = [.. written.Select(parameter => parameter.TrimEnd('?', '…'))];
    }

    public string Shown(string name) => $"{name}({string.Join(", ", parameters)}{(repeats ? ", …" : "")})";

    /// <summary>Whether its parameters begin with these names, in this order.</summary>
    public bool IsNamed(string[] names) => parameters.AsSpan().StartsWith(names);

    /// <summary>The arguments at their parameters' places, null where one is left out; null when they don't fit this form.</summary>
    public T?[]? Arrange<T>(T[] arguments, string[]? names)
        where T : class?
    {
        if (names is null)
        {
            if (arguments.Length < required || (arguments.Length > parameters.Length && !repeats))
                return null;
            if (arguments.Length >= parameters.Length)
                return arguments;
        }
        var arranged = new T?[parameters.Length];
        if (names is null)
        {
            arguments.CopyTo(arranged, 0);
            return arranged;
        }
        var given = new bool[parameters.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var place = Array.IndexOf(parameters, names[i]);
            if (place < 0 || given[place])
                return null;
            (arranged[place], given[place]) = (arguments[i], true);
        }
        return given.AsSpan(0, required).Contains(false) ? null : arranged;
    }

    public object? Invoke(Evaluation run, object?[] arguments)
    {
        run.Charge(1);
        foreach (var argument in arguments)
            if (argument is string text)
                run.Charge(text.Length / 256);
        try
        {
            var result = body(run, arguments);
            if (result is string made)
                run.Charge(made.Length / 16);
            return result;
        }
        catch (Exception beyond) when (beyond is OverflowException or ArgumentOutOfRangeException or DivideByZeroException)
        {
            return null; // A number or date out of its range has no value in FEEL.
        }
    }
}

/// <summary>An argument as the type that a function wants; null when it is another.</summary>
internal static class Argument
{
    public static string? Text(object? value) => Values.AsSingle(value) as string;

    public static decimal? Number(object? value) => Values.AsSingle(value) as decimal?;

    /// <summary>A year, month or day; null when it is no integer.</summary>
    public static int? Integer(object? value) => Number(value) is { } number ? Numbers.Whole(number) : null;

    /// <summary>A count, position or scale; what stands behind the point is cut off.</summary>
    public static int? Whole(object? value) => Number(value) is { } number ? Numbers.Whole(decimal.Truncate(number)) : null;
}
