using System.Collections.Immutable;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Forms;

/// <summary>One part of a form, in the order in which it stands there.</summary>
public abstract record FormComponent
{
    private protected FormComponent() { }

    /// <summary>The part is not there while this is true.</summary>
    public FeelExpression? HideWhen { get; init; }

    /// <summary>Whether the part is hidden for these values. It says nothing of the groups around it.</summary>
    public bool IsHidden(Variables values, Surroundings surroundings) => IsHidden(values, surroundings, out _);

    /// <param name="problem">In words when the condition would have taken too long; the part is there then.</param>
    public bool IsHidden(Variables values, Surroundings surroundings, out string? problem)
    {
        problem = null;
        return HideWhen?.Evaluate(values, surroundings, "显示条件", out problem) is true;
    }
}

/// <summary>Parts that belong together under a heading.</summary>
/// <param name="Path">Where the values of the parts go as a context of their own; null when they stand beside the others.</param>
public sealed record FormGroup(string Label, string? Path, ImmutableArray<FormComponent> Children) : FormComponent;

/// <summary>Parts that are repeated row by row; the value is a list of contexts.</summary>
public sealed record FormRows(string Label, string Path, ImmutableArray<FormComponent> Children) : FormComponent;

/// <summary>A text to read.</summary>
/// <param name="Text">As written in the file: markdown, or FEEL when it begins with <c>=</c>.</param>
/// <param name="Feel">The latter, read once with the form.</param>
public sealed record FormNote(string Text, FeelExpression? Feel = null) : FormComponent;

/// <summary>A value that the form computes and hands over with the others.</summary>
public sealed record FormComputed(string Key, FeelExpression Expression) : FormComponent;

public enum FieldKind
{
    Text,
    LongText,
    Number,
    Checkbox,
    Checklist,
    Radio,
    Select,
    Taglist,
    Date,
    Time,
    DateTime,
    Files,
}

/// <summary>Something that a person fills in.</summary>
public sealed record FormField(FieldKind Kind, string Key, string Label) : FormComponent
{
    public string? Description { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>Shown but not taken: what comes in under its key is dropped.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Characters of a text; 2 to 2000 unless the schema says otherwise.</summary>
    public int MinLength { get; init; } = 2;

    public int MaxLength { get; init; } = 2000;

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>Digits behind the point; 0 for whole numbers.</summary>
    public int? DecimalDigits { get; init; }

    public FormPattern? Pattern { get; init; }

    /// <summary>The first date that is taken, and the last: <c>properties.earliest</c> and <c>latest</c>, for example <c>=today() + duration("P15D")</c>.</summary>
    public FeelExpression? Earliest { get; init; }

    public FeelExpression? Latest { get; init; }

    /// <summary>As written in the file; see <see cref="OptionsFor(Variables, Surroundings)"/>.</summary>
    public ImmutableArray<FormOption> Options { get; init; } = [];

    /// <summary>Gives the options where the file doesn't list them.</summary>
    public FeelExpression? OptionsFrom { get; init; }

    public object? DefaultValue { get; init; }

    /// <summary>More than one file.</summary>
    public bool IsMultiple { get; init; }

    public string? Accept { get; init; }

    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Files only: the key of the text that may stand in for the files (<c>properties.orReason</c>).</summary>
    public string? OrReason => Kind == FieldKind.Files ? Properties.GetValueOrDefault("orReason") : null;

    public bool IsText => Kind is FieldKind.Text or FieldKind.LongText;

    public bool IsChoice => Kind is FieldKind.Radio or FieldKind.Select;

    public bool IsMany => Kind is FieldKind.Checklist or FieldKind.Taglist or FieldKind.Files;

    /// <summary>The options to choose from: those of the file, or a list of texts or of <c>{label, value}</c> among the variables.</summary>
    public ImmutableArray<FormOption> OptionsFor(Variables visible, Surroundings surroundings) => OptionsFor(visible, surroundings, out _);

    /// <param name="problem">In words when working the options out would have taken too long; there are none then.</param>
    public ImmutableArray<FormOption> OptionsFor(Variables visible, Surroundings surroundings, out string? problem)
    {
        problem = null;
        if (OptionsFrom is null)
            return Options;
        return OptionsFrom.Evaluate(visible, surroundings, "选项", out problem) is ImmutableArray<object?> list
            ? [.. list.Select(OptionOf).OfType<FormOption>()]
            : [];
    }

    private static FormOption? OptionOf(object? value) => value switch
    {
        string text => new(text, text),
        Variables entry when entry["value"] is string own => new(own, entry["label"] as string ?? own),
        _ => null,
    };
}

public sealed record FormOption(string Value, string Label);

/// <summary>One way to finish a task.</summary>
/// <param name="Consequence">What follows, from the field's property <c>consequence.VALUE</c>.</param>
public sealed record FormOutcome(string Value, string Label, string? Consequence);
