using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Rectification.Workflow;

/// <summary>An outcome that a task offers, told as its consequence.</summary>
public sealed record OutcomeOption(string Value, string Label, string? Consequence);

/// <summary>Reads from a form what the task's outcomes are called and which fields it has.</summary>
internal sealed record FormOutcomes(ImmutableArray<OutcomeOption> Options, ImmutableHashSet<string> Fields)
{
    public const string Field = "outcome";

    private const string ConsequencePrefix = "consequence.";

    public static readonly FormOutcomes None = new([], []);

    // The text of a form's version is one and the same object for as long as the host runs.
    private static readonly ConditionalWeakTable<string, FormOutcomes> Known = [];

    public static FormOutcomes Of(string? formJson) => formJson is null ? None : Known.GetValue(formJson, Read);

    private static FormOutcomes Read(string formJson)
    {
        using var document = JsonDocument.Parse(formJson);
        var options = ImmutableArray.CreateBuilder<OutcomeOption>();
        var fields = ImmutableHashSet.CreateBuilder<string>();
        Collect(document.RootElement, options, fields);
        return new(options.ToImmutable(), fields.ToImmutable());
    }

    public string LabelOf(string outcome) => Options.FirstOrDefault(option => option.Value == outcome)?.Label ?? outcome;

    private static void Collect(JsonElement parent, ImmutableArray<OutcomeOption>.Builder options, ImmutableHashSet<string>.Builder fields)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty("components", out var components) || components.ValueKind != JsonValueKind.Array)
            return;
        foreach (var component in components.EnumerateArray())
        {
            if (Text(component, "key") is { } key)
            {
                fields.Add(key);
                if (key == Field)
                    Add(component, options);
            }
            Collect(component, options, fields);
        }
    }

    private static void Add(JsonElement component, ImmutableArray<OutcomeOption>.Builder options)
    {
        if (!component.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Array)
            return;
        foreach (var each in values.EnumerateArray())
            if (Text(each, "value") is { } value)
                options.Add(new(value, Text(each, "label") ?? value,
                    component.TryGetProperty("properties", out var properties) ? Text(properties, ConsequencePrefix + value) : null));
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
