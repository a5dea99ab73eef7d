using System.Collections.Immutable;

namespace Rectification.Engine.Reading;

/// <summary>One element of a file, with its name as written.</summary>
/// <param name="Prefix">Empty for the default namespace.</param>
/// <param name="Space">The namespace that the prefix stands for.</param>
public sealed record BpmnPart(string Prefix, string Space, string Name)
{
    /// <summary>In their order, declarations of namespaces included.</summary>
    public ImmutableArray<BpmnAttribute> Attributes { get; init; } = [];

    /// <summary>Inner elements, text and comments in their order.</summary>
    public ImmutableArray<BpmnContent> Content { get; init; } = [];

    /// <summary>Written as <c>&lt;a/&gt;</c>.</summary>
    public bool IsShort { get; init; }

    /// <summary>Of the standard's model, not of its pictures or of a vendor.</summary>
    public bool IsModel => Space == BpmnReader.Bpmn.NamespaceName;

    /// <summary>Its id; null when it has none.</summary>
    public string? Id => this["id"];

    /// <summary>The value of an attribute without prefix; null when it is missing.</summary>
    public string? this[string attribute]
    {
        get
        {
            foreach (var each in Attributes)
                if (each.Prefix.Length == 0 && each.Name == attribute)
                    return each.Value;
            return null;
        }
    }

    /// <summary>The parts that stand directly in it, in their order.</summary>
    public IEnumerable<BpmnPart> Children => Content.OfType<BpmnContent.Inner>().Select(inner => inner.Part);

    /// <summary>All text directly inside, as one.</summary>
    public string Text => string.Concat(Content.OfType<BpmnContent.Text>().Select(text => text.Value));

    /// <summary>The same with one attribute changed or added.</summary>
    public BpmnPart With(string attribute, string value)
    {
        for (var at = 0; at < Attributes.Length; at++)
            if (Attributes[at].Prefix.Length == 0 && Attributes[at].Name == attribute)
                return this with { Attributes = Attributes.SetItem(at, Attributes[at] with { Value = value }) };
        return this with { Attributes = Attributes.Add(new("", "", attribute, value)) };
    }

    internal IEnumerable<BpmnPart> WithAllInside()
    {
        var open = new Stack<BpmnPart>([this]);
        while (open.TryPop(out var part))
        {
            yield return part;
            foreach (var child in part.Children.Reverse())
                open.Push(child);
        }
    }

    internal BpmnPart Replace(BpmnPart old, BpmnPart changed)
    {
        if (ReferenceEquals(this, old))
            return changed;
        for (var at = 0; at < Content.Length; at++)
            if (Content[at] is BpmnContent.Inner inner && inner.Part.Replace(old, changed) is var replaced && !ReferenceEquals(replaced, inner.Part))
                return this with { Content = Content.SetItem(at, new BpmnContent.Inner(replaced)) };
        return this;
    }
}

/// <summary>One attribute as it was written.</summary>
/// <param name="Space">The namespace; empty when it has none.</param>
public sealed record BpmnAttribute(string Prefix, string Space, string Name, string Value);

/// <summary>What stands inside an element.</summary>
public abstract record BpmnContent
{
    private BpmnContent() { }

    /// <summary>A part inside.</summary>
    public sealed record Inner(BpmnPart Part) : BpmnContent;

    /// <param name="IsVerbatim">Written as CDATA.</param>
    public sealed record Text(string Value, bool IsVerbatim = false) : BpmnContent;

    /// <summary>A comment.</summary>
    public sealed record Comment(string Value) : BpmnContent;

    /// <summary>A processing instruction of some tool.</summary>
    public sealed record Instruction(string Name, string Value) : BpmnContent;
}
