using System.Collections.Immutable;

namespace Rectification.Engine.Forms;

/// <summary>A form-js schema, read once; says which fields count for given values and checks what a person typed against it.</summary>
public sealed class FormSchema
{
    private FormSchema(string id, string json) => (Id, Json) = (id, json);

    public string Id { get; }

    /// <summary>The schema as it stands in the file, for form-js and the API.</summary>
    public string Json { get; }

    /// <summary>The schema, or the problems that make it unusable.</summary>
    public static FormSchema? Read(string json, out ImmutableArray<string> problems)
    {
        problems = [];
        return new("", json);
    }

    /// <summary>
    /// Keeps the fields that the form has and that are not hidden for the values given, converts them to FEEL values and checks them.
    /// Hidden and unknown fields are dropped, never refused.
    /// </summary>
    /// <param name="input">What came in: strings from a page, JSON values from the API (both as FEEL values).</param>
    /// <param name="visible">Variables that conditions may refer to.</param>
    public FormReading Check(Variables input, Variables visible, Surroundings surroundings) => throw new NotSupportedException(Id);
}

/// <param name="Values">What may be stored.</param>
/// <param name="Errors">Field key to message, in Chinese, ready to stand at the field; empty when all is well.</param>
public sealed record FormReading(Variables Values, ImmutableSortedDictionary<string, string> Errors);
