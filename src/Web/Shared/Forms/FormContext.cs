using System.Collections.Immutable;
using System.Globalization;
using Rectification.Engine;
using Rectification.Engine.Forms;

namespace Rectification.Web.Shared.Forms;

/// <summary>A form as a page draws it: its fields with what stands in them, and which choices show which parts.</summary>
/// <param name="shown">What stands in the fields: as typed when the form came back refused, otherwise what it opens with.</param>
/// <param name="visible">Variables that conditions may refer to.</param>
public sealed class FormContext(
    FormSchema schema, Variables shown, Variables visible, Surroundings surroundings, ImmutableArray<OutcomeChoice> outcomes, Problem? problem)
{
    // Past this many combinations a part is simply shown; the check on the server has the last word.
    private const int MostCombinations = 200;

    private readonly Dictionary<string, FormField> choices = schema.Fields
        .Where(field => field.IsChoice || field.Kind == FieldKind.Checkbox)
        .DistinctBy(field => field.Key)
        .ToDictionary(field => field.Key);

    public Problem? Problem => problem;

    public ImmutableArray<OutcomeChoice> Outcomes => outcomes;

    public Variables Visible => visible;

    public Surroundings Surroundings => surroundings;

    public string Text(string key) => Written(Value(key));

    public bool IsChecked(string key) => Value(key) is true or "true" or "on";

    public ImmutableArray<string> Many(string key) => Value(key) switch
    {
        ImmutableArray<object?> list => [.. list.Select(Written).Where(text => text.Length > 0)],
        string { Length: > 0 } one => [one],
        _ => [],
    };

    public ImmutableArray<FormOption> Options(FormField field) => field.OptionsFor(visible, surroundings);

    /// <summary>How many rows of a list stand there already.</summary>
    public int RowCount(string path) => Value(path) is ImmutableArray<object?> rows ? rows.Length : 0;

    /// <summary>The range of a date, for the browser's own picker.</summary>
    public (string? First, string? Last) Range(FormField field) =>
        (Limit(field.Earliest?.Evaluate(visible, surroundings)), Limit(field.Latest?.Evaluate(visible, surroundings)));

    /// <summary>When a part is there.</summary>
    public Showing ShowingOf(FormComponent part)
    {
        if (part.HideWhen is not { } condition)
            return Showing.Always;
        var asked = condition.Variables.Where(choices.ContainsKey).Select(key => (Key: key, Values: ValuesOf(choices[key]))).ToList();
        var combinations = asked.Aggregate(1L, (product, one) => product * Math.Max(1, one.Values.Length));
        if (combinations > MostCombinations)
            return Showing.Always;
        // What would take too long is told when the form is sent; here it must not take so long for every combination.
        part.IsHidden(visible, surroundings, out var problem);
        if (problem is not null)
            return Showing.Always;
        var all = Combine(asked).ToList();
        // What will be typed is not known yet: a part that a filled field would show is there for it. The check on the server has the last word.
        var filled = condition.Variables.Aggregate(visible, (known, key) => Typed(key) is { } sample ? known.With(key, sample) : known);
        var fitting = all.Where(combination => !part.IsHidden(visible.With(combination), surroundings) || !part.IsHidden(filled.With(combination), surroundings)).ToList();
        if (fitting.Count == 0)
            return Showing.Never;
        if (fitting.Count == all.Count)
            return Showing.Always;
        return new(true, string.Join(' ', fitting.Select(Coded)), InWords(asked, fitting));
    }

    /// <summary>Something that could be typed into a field that offers no choices; null for other names.</summary>
    private object? Typed(string key) => schema.Fields.FirstOrDefault(field => field.Key == key && !choices.ContainsKey(key)) is { } field
        ? field.Kind switch
        {
            FieldKind.Number => 1m,
            FieldKind.Date => surroundings.Calendar.DayOf(surroundings.Now),
            FieldKind.Text or FieldKind.LongText => "…",
            _ => null,
        }
        : null;

    private object? Value(string key)
    {
        if (shown.TryGet(key, out var direct))
            return direct;
        // path[0].key and path.key reach into rows and groups.
        object? at = shown;
        foreach (var step in key.Split('.', '['))
            at = at switch
            {
                Variables context => context[step],
                ImmutableArray<object?> list when int.TryParse(step.TrimEnd(']'), out var row) && row < list.Length => list[row],
                _ => null,
            };
        return at;
    }

    private string Written(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        decimal number => number.ToString("0.############", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToOffset(surroundings.Calendar.Offset).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        _ => "",
    };

    private string? Limit(object? value) => value switch
    {
        DateOnly day => Written(day),
        DateTimeOffset instant => Written(surroundings.Calendar.DayOf(instant)),
        _ => null,
    };

    private ImmutableArray<string> ValuesOf(FormField field) =>
        field.Kind == FieldKind.Checkbox ? ["true", "false"]
        : field.Key == "outcome" && !outcomes.IsEmpty ? [.. outcomes.Select(choice => choice.Value)]
        : [.. Options(field).Select(option => option.Value)];

    private static IEnumerable<ImmutableArray<KeyValuePair<string, object?>>> Combine(IReadOnlyList<(string Key, ImmutableArray<string> Values)> asked)
    {
        IEnumerable<ImmutableArray<KeyValuePair<string, object?>>> all = [[]];
        foreach (var (key, values) in asked)
            all = all.SelectMany(begun => values.Select(value => begun.Add(KeyValuePair.Create<string, object?>(key, value switch { "true" => true, "false" => false, _ => value }))));
        return all;
    }

    private string Coded(ImmutableArray<KeyValuePair<string, object?>> combination) =>
        string.Join('&', combination.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(Written(pair.Value))}"));

    // Only for reading without script: the words of one deciding field say enough.
    private string InWords(IReadOnlyList<(string Key, ImmutableArray<string> Values)> asked, IEnumerable<ImmutableArray<KeyValuePair<string, object?>>> fitting)
    {
        var deciding = asked.OrderByDescending(one => one.Key == "outcome").First();
        var field = choices[deciding.Key];
        var values = fitting.Select(combination => Written(combination.First(pair => pair.Key == deciding.Key).Value)).Distinct().ToList();
        return field.Kind == FieldKind.Checkbox
            ? $"仅在{(values[0] == "true" ? "勾选" : "不勾选")}“{field.Label}”时填写"
            : $"仅在选择{string.Join("、", values.Select(value => $"“{LabelOf(field, value)}”"))}时填写";
    }

    private string LabelOf(FormField field, string value) =>
        field.Key == "outcome" ? outcomes.FirstOrDefault(choice => choice.Value == value)?.Label ?? value
        : Options(field).FirstOrDefault(option => option.Value == value)?.Label ?? value;
}

/// <param name="When">Combinations of choices that show it, for the script; null when it is always there.</param>
/// <param name="Words">The same for people who see the page without script.</param>
public sealed record Showing(bool IsPossible, string? When = null, string? Words = null)
{
    public static readonly Showing Always = new(true);
    public static readonly Showing Never = new(false);
}
