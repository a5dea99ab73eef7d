namespace Rectification.Engine.Feel;

/// <summary>Knows while parsing which names there are and what each one means where it stands.</summary>
internal sealed class Binder
{
    private const string Item = "item";
    private const string Partial = "partial";

    private static readonly NameTable Known = new([.. Builtin.Names, .. Properties.LongNames]);

    private readonly HashSet<string> declared;
    private readonly HashSet<string> entries = new(StringComparer.Ordinal);
    private readonly NameTable longNames;
    private readonly HashSet<string> globals = new(StringComparer.Ordinal);
    private readonly HashSet<string> sureGlobals = new(StringComparer.Ordinal);

    /// <param name="declared">Variables that are known to be there; they may hold blanks and may be functions.</param>
    public Binder(IEnumerable<string> declared)
    {
        this.declared = new(declared, StringComparer.Ordinal);
        longNames = new(this.declared, Known);
    }

    /// <summary>Names that the expression takes from outside.</summary>
    public IReadOnlySet<string> Globals => globals;

    /// <summary>Those of them that can be nothing but variables: neither entries of a filter's items nor functions.</summary>
    public IReadOnlySet<string> SureGlobals => sureGlobals;

    /// <summary>What is in scope here; put back when leaving.</summary>
    public ScopeNames? Scope { get; set; }

    public void Bind(string name)
    {
        Scope = new(name, Scope);
        longNames.Add(name);
    }

    /// <summary>Types that a model defines.</summary>
    public DefinedTypes? Types { get; init; }

    /// <summary>A name that entries of contexts have somewhere in the model, so that it is read as one although it holds blanks.</summary>
    public void KnowEntry(string name)
    {
        entries.Add(name);
        longNames.Add(name);
    }

    /// <summary>Whether a name, standing alone inside a filter, may be an entry of its item.</summary>
    public bool IsEntry(string name)
    {
        for (var each = Scope; each is not null && entries.Contains(name); each = each.Outer)
            if (each.Name is null)
                return true;
        return false;
    }

    public void BindPartial() => Bind(Partial);

    public void BindItem() => Scope = new(null, Scope);

    public bool IsDeclared(string name) => declared.Contains(name);

    public bool IsLocal(string name)
    {
        for (var each = Scope; each is not null; each = each.Outer)
            if (Names(each, name))
                return true;
        return false;
    }

    /// <summary>The name of several words or signs that begins here, if there is one.</summary>
    public (string Name, int Length)? LongName(TokenReader reader) => longNames.Longest(reader.Tokens, reader.Position);

    // Filters met on the way out come first: the name may be an entry of their item.
    public Node Bound(string name)
    {
        var items = new List<int>();
        Node? found = null;
        var stepsOut = 0;
        for (var each = Scope; each is not null && found is null; each = each.Outer, stepsOut++)
        {
            if (each.Name is null)
                items.Add(stepsOut);
            if (Names(each, name))
                found = name == Partial ? new PartialName(stepsOut) : new LocalName(stepsOut, name);
        }
        if (found is null)
        {
            globals.Add(name);
            var builtin = Builtin.Find(name);
            if (items.Count == 0 && builtin is null)
                sureGlobals.Add(name);
            found = new GlobalName(name, builtin);
        }
        return items.Count == 0 ? found : new EntryOrName(name, [.. items], found);
    }

    private static bool Names(ScopeNames scope, string name) => (scope.Name ?? Item) == name;
}
