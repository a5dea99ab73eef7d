using System.Collections.Immutable;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Forms;

/// <summary>A form-js schema, read once; says which fields count for given values and checks what a person typed against it.</summary>
public sealed class FormSchema
{
    private readonly ImmutableArray<(string Key, string Part)> settings;

    private FormSchema(string json, FormReader read)
    {
        (Id, Json, Components, settings) = (read.Id, json, read.Components, read.Settings);
        Fields = [.. FieldsOf(Components)];
        Outcomes = Fields.FirstOrDefault(field => field is { Key: "outcome", IsChoice: true }) is { } outcome
            ? [.. outcome.Options.Select(option => new FormOutcome(option.Value, option.Label, outcome.Properties.GetValueOrDefault($"consequence.{option.Value}")))]
            : [];
    }

    public string Id { get; }

    /// <summary>The schema as it stands in the file, for form-js and the API.</summary>
    public string Json { get; }

    /// <summary>The form as a tree, for a page to draw.</summary>
    public ImmutableArray<FormComponent> Components { get; }

    /// <summary>Every field, whatever group it stands in; those in rows and in groups with a path of their own not.</summary>
    public ImmutableArray<FormField> Fields { get; }

    /// <summary>The ways to finish the task: the options of the field <c>outcome</c>; empty when there is but one.</summary>
    public ImmutableArray<FormOutcome> Outcomes { get; }

    /// <summary>The schema, or the problems that make it unusable.</summary>
    public static FormSchema? Read(string json, out ImmutableArray<string> problems)
    {
        var reader = new FormReader(json);
        problems = [.. reader.Problems];
        return problems.IsEmpty ? new(json, reader) : null;
    }

    /// <summary>In words: parts whose expressions name, by literal keys, settings that aren't among those there are.</summary>
    public IEnumerable<string> UnknownSettings(IReadOnlyCollection<string> known)
    {
        foreach (var (key, part) in settings)
            if (SettingKeys.Unknown(key, known) is { } unknown)
                yield return $"{part}：{unknown}。请改正名称";
    }

    /// <summary>
    /// Keeps the fields that the form has and that are not hidden for the values given, converts them to FEEL values and checks them.
    /// Hidden, read-only and unknown fields are dropped, never refused. A field left blank becomes null; one that did not come in at all
    /// takes its default value or stays out, but for a checkbox, which is false then: browsers don't send an empty one.
    /// </summary>
    /// <param name="input">What came in: strings from a page, JSON values from the API (both as FEEL values).</param>
    /// <param name="visible">Variables that conditions may refer to.</param>
    public FormReading Check(Variables input, Variables visible, Surroundings surroundings) =>
        new FormCheck(surroundings).Read(Components, input, visible);

    /// <summary>
    /// What a page shows as the form opens: the default values, overlaid with the variables. Conditions are to be asked with these.
    /// </summary>
    public Variables Opening(Variables visible) =>
        Variables.From(Fields.Where(field => field.DefaultValue is not null).Select(field => KeyValuePair.Create(field.Key, field.DefaultValue)))
            .With(visible.Where(entry => entry.Value is not null));

    private static IEnumerable<FormField> FieldsOf(ImmutableArray<FormComponent> components) => components.SelectMany(component => component switch
    {
        FormField field => [field],
        FormGroup { Path: null } group => FieldsOf(group.Children),
        _ => Enumerable.Empty<FormField>(),
    });
}

/// <param name="Values">What may be stored.</param>
/// <param name="Errors">Field key to message, in Chinese, ready to stand at the field; empty when all is well. Fields in rows are told as <c>path[0].key</c>.</param>
public sealed record FormReading(Variables Values, ImmutableSortedDictionary<string, string> Errors);
