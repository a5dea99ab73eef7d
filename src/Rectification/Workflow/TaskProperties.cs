using System.Collections.Immutable;
using Rectification.Engine;

namespace Rectification.Workflow;

/// <summary>The properties of a user task that the shell gives a meaning to, as evaluated when the task opened.</summary>
public sealed record TaskProperties(Variables Values)
{
    public static TaskProperties Read(string json) => new(VariablesText.Read(json));

    /// <summary>The rule of the policies that the task carries out.</summary>
    public string? Clause => Values["clause"] as string;

    public bool NeedsSignature => IsSet("signature");

    public bool NeedsSeal => IsSet("seal");

    /// <summary>Elements whose performer may not act here.</summary>
    public ImmutableArray<string> DistinctFrom => List("distinct-from");

    /// <summary>User names that may not act here.</summary>
    public ImmutableArray<string> DistinctPersons => List("distinct-persons");

    /// <summary>Who acts when nobody of the drawn group may.</summary>
    public string? Otherwise => Values["otherwise"] as string;

    /// <summary>The outcomes allowed; empty when the form's are.</summary>
    public ImmutableArray<string> Outcomes => List("outcomes");

    /// <summary>Steps that the performer may send the task back to; <c>*</c> is any earlier one.</summary>
    public ImmutableArray<string> ReturnTo => List("return-to");

    public bool MayReturnTo(string elementId) => ReturnTo.Contains(elementId) || ReturnTo.Contains("*");

    private bool IsSet(string name) => Values[name] is true or "true";

    private ImmutableArray<string> List(string name) => Values[name] switch
    {
        string text => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        ImmutableArray<object?> items => [.. items.OfType<string>()],
        _ => [],
    };
}
