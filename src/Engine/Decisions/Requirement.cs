using System.Collections.Immutable;
using Rectification.Engine.Decisions.Boxed;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions;

/// <summary>A node of the requirement graph.</summary>
internal abstract class DrgElement(string id, string name, ItemType type)
{
    public string Id => id;

    public string Name => name;

    public ItemType Type => type;
}

internal sealed class InputData(string id, string name, ItemType type) : DrgElement(id, name, type);

internal sealed class DecisionElement(string id, string name, ItemType type) : DrgElement(id, name, type)
{
    public Requirements Requires { get; set; } = Requirements.None;

    /// <summary>Null for a decision without logic.</summary>
    public Node? Logic { get; set; }
}

internal sealed class KnowledgeElement(string id, string name, ItemType type) : DrgElement(id, name, type)
{
    public Requirements Requires { get; set; } = Requirements.None;

    public BoxedFunction? Function { get; set; }
}

internal sealed class ServiceElement(string id, string name, ItemType type) : DrgElement(id, name, type)
{
    public ImmutableArray<DecisionElement> Outputs { get; set; } = [];

    public ImmutableArray<DrgElement> Parameters { get; set; } = [];
}

/// <summary>What an element requires, in the order in which its names are bound.</summary>
/// <param name="Names">One for each group: the element's own, or that of the import it comes through.</param>
/// <param name="Groups">One element under its name, or all those of one import, which make up one context.</param>
internal sealed record Requirements(ImmutableArray<string> Names, ImmutableArray<RequiredGroup> Groups)
{
    public static readonly Requirements None = new([], []);
}

internal sealed record RequiredGroup(bool IsImport, ImmutableArray<DrgElement> Elements);
