using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.People;

namespace Rectification.Workflow;

/// <summary>The properties of a user task that the shell gives a meaning to, as evaluated when the task opened.</summary>
public sealed record TaskProperties(Variables Values)
{
    public static TaskProperties Read(string json) => new(VariablesText.Read(json));

    /// <summary>The rule of the policies that the task carries out.</summary>
    public string? Clause => Values["clause"] as string;

    public bool NeedsSignature => IsSet("signature");

    /// <summary>Nobody is told of the task one by one: a message for many stands for it.</summary>
    public bool IsQuiet => IsSet("quiet");

    /// <summary>Whoever answers for the matter vouches for nothing in it: see <see cref="ITaskBar"/>.</summary>
    public bool BarsConcerned => IsSet("bars-concerned");

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

    /// <summary>Roles that are told one after the other when the task is late, instead of the usual levels.</summary>
    public ImmutableArray<Role> OverdueTold => [.. List("overdue-told").Select(name => Enum.TryParse<Role>(name, out var role) ? role : (Role?)null).OfType<Role>()];

    private bool IsSet(string name) => Values[name] is true or "true";

    private ImmutableArray<string> List(string name) => Values[name] switch
    {
        string text => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        ImmutableArray<object?> items => [.. items.OfType<string>()],
        _ => [],
    };
}
