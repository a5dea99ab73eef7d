using System.Collections.Immutable;

namespace Rectification.Engine.Forms;

/// <summary>Reads what came in for one form: which fields count, what they hold, what is wrong with them.</summary>
internal sealed class FormCheck(Surroundings surroundings)
{
    private const int MostRows = 200;
    private const int MostRounds = 10;

    private readonly ImmutableSortedDictionary<string, string>.Builder errors = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);

    public FormReading Read(ImmutableArray<FormComponent> components, Variables input, Variables visible)
    {
        // The chosen outcome may come beside the form; conditions speak of it all the same.
        if (input["outcome"] is string outcome)
            visible = visible.With("outcome", outcome.Trim());
        var values = Values(components, input, visible, "");
        return new(values, errors.ToImmutable());
    }

    private Variables Values(ImmutableArray<FormComponent> components, Variables input, Variables visible, string prefix)
    {
        var shown = Shown(components, input, visible, prefix);
        var values = Variables.Empty;
        foreach (var part in shown)
        {
            if (part.Error is { } error)
                errors.TryAdd(prefix + KeyOf(part.Component), error);
            if (part.IsGiven)
                values = values.With(KeyOf(part.Component), part.Value);
        }
        values = Reasons(shown, input, values, prefix);
        foreach (var part in shown)
            if (part.Component is FormField { IsReadOnly: false } field)
                CheckAgainstOthers(field, values, visible, prefix);

        foreach (var part in shown)
            values = part.Component switch
            {
                FormGroup { Path: { } path } group => values.With(path, Values(group.Children, input[path] as Variables ?? Variables.Empty, visible.With(values), $"{prefix}{path}.")),
                FormRows rows => Rows(rows, input, visible.With(values), values, prefix),
                FormComputed computed when Computed(computed, visible.With(values), prefix, out var value) => values.With(computed.Key, value),
                FormField field when errors.ContainsKey(prefix + field.Key) => values.Without(field.Key),
                _ => values,
            };
        return values;
    }

    /// <summary>The parts that are there. A hidden field's value must not show or hide others, so this goes round until it stands.</summary>
    private List<Part> Shown(ImmutableArray<FormComponent> components, Variables input, Variables visible, string prefix)
    {
        var all = new List<Part>();
        Flatten(components, [], input, visible, all);
        var hidden = new HashSet<Part>();
        for (var round = 0; round < MostRounds; round++)
        {
            var values = visible;
            foreach (var part in all)
                if (part.IsGiven && !hidden.Contains(part))
                    values = values.With(KeyOf(part.Component), part.Value);
            var next = all.Where(part => part.Conditions.Any(component => IsHidden(component, values, prefix + KeyOf(part.Component)))).ToHashSet();
            if (next.SetEquals(hidden))
                break;
            hidden = next;
        }
        return [.. all.Where(part => !hidden.Contains(part))];
    }

    private bool IsHidden(FormComponent component, Variables values, string key)
    {
        var isHidden = component.IsHidden(values, surroundings, out var problem);
        if (problem is not null)
            errors.TryAdd(key, problem);
        return isHidden;
    }

    private bool Computed(FormComputed computed, Variables values, string prefix, out object? value)
    {
        value = computed.Expression.Evaluate(values, surroundings, "计算式", out var problem);
        if (problem is not null)
            errors.TryAdd(prefix + computed.Key, problem);
        return problem is null;
    }

    private void Flatten(ImmutableArray<FormComponent> components, ImmutableArray<FormComponent> around, Variables input, Variables visible, List<Part> all)
    {
        foreach (var component in components)
        {
            var conditions = component.HideWhen is null ? around : around.Add(component);
            switch (component)
            {
                case FormGroup { Path: null } group:
                    Flatten(group.Children, conditions, input, visible, all);
                    break;
                case FormField { IsReadOnly: false } field:
                    var reading = new FieldReading(field, surroundings).Read(input, visible);
                    all.Add(new(field, conditions, reading.Value, reading.IsGiven, reading.Error));
                    break;
                case FormGroup or FormRows or FormComputed:
                    all.Add(new(component, conditions, null, false, null));
                    break;
            }
        }
    }

    // A text that may stand in for photos is taken also where the form has no field for it.
    private Variables Reasons(List<Part> shown, Variables input, Variables values, string prefix)
    {
        foreach (var part in shown)
        {
            if (part.Component is not FormField { OrReason: { } key } || values.Has(key) || shown.Exists(other => KeyOf(other.Component) == key))
                continue;
            var reading = new FieldReading(new(FieldKind.Text, key, "未拍照的原因"), surroundings).Read(input, Variables.Empty);
            if (reading.Error is { } error)
                errors.TryAdd(prefix + key, error);
            if (reading.IsGiven)
                values = values.With(key, reading.Value);
        }
        return values;
    }

    private void CheckAgainstOthers(FormField field, Variables values, Variables visible, string prefix)
    {
        var key = prefix + field.Key;
        if (errors.ContainsKey(key))
            return;
        var value = values[field.Key];
        var error = field.IsRequired && IsBlank(field, value)
            ? field.OrReason is { } reason
                ? values[reason] is string ? null : $"请上传{field.Label}；没有的，请说明原因"
                : Missing(field)
            : DateLimits.Check(field, value, visible.With(values), surroundings);
        if (error is not null)
            errors[key] = error;
    }

    private Variables Rows(FormRows rows, Variables input, Variables visible, Variables values, string prefix)
    {
        var key = prefix + rows.Path;
        switch (input[rows.Path])
        {
            case null:
                return values;
            case ImmutableArray<object?> { Length: > MostRows } list:
                errors[key] = $"{rows.Label}最多 {MostRows} 行，现在 {list.Length} 行";
                return values;
            case ImmutableArray<object?> list when list.All(row => row is Variables):
                var kept = ImmutableArray.CreateBuilder<object?>(list.Length);
                for (var i = 0; i < list.Length; i++)
                    kept.Add(Values(rows.Children, (Variables)list[i]!, visible, $"{key}[{i}]."));
                return values.With(rows.Path, kept.MoveToImmutable());
            default:
                errors[key] = $"{rows.Label}应当是一行一行的内容";
                return values;
        }
    }

    private static bool IsBlank(FormField field, object? value) =>
        value is null or ImmutableArray<object?> { IsEmpty: true } || (field.Kind == FieldKind.Checkbox && value is false);

    private static string Missing(FormField field) => field.Kind switch
    {
        FieldKind.Checkbox => $"请勾选“{field.Label}”",
        FieldKind.Files => $"请上传{field.Label}",
        _ when field.IsChoice || field.IsMany => $"请选择{field.Label}",
        _ => $"请填写{field.Label}",
    };

    private static string KeyOf(FormComponent component) => component switch
    {
        FormField field => field.Key,
        FormRows rows => rows.Path,
        FormGroup group => group.Path ?? "",
        FormComputed computed => computed.Key,
        _ => "",
    };

    // Conditions: the part itself and the groups around it, as far as they can hide. A class, so that two alike stay two.
    private sealed class Part(FormComponent component, ImmutableArray<FormComponent> conditions, object? value, bool isGiven, string? error)
    {
        public FormComponent Component => component;

        public ImmutableArray<FormComponent> Conditions => conditions;

        public object? Value => value;

        public bool IsGiven => isGiven;

        public string? Error => error;
    }
}
