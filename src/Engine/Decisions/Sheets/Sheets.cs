using System.Collections.Immutable;

namespace Rectification.Engine.Decisions.Sheets;

/// <summary>A decision file as it is written, for showing and checking; what it means is <see cref="DecisionModel"/>'s.</summary>
public sealed record ModelSheet(string Id, string Name, string Description, ImmutableArray<InputSheet> Inputs, ImmutableArray<DecisionSheet> Decisions)
{
    /// <summary>Null when the text is no DMN file.</summary>
    public static ModelSheet? Read(string xml) => DecisionFile.Open(xml).Sheet();

    public DecisionSheet? Find(string decisionId) => Decisions.FirstOrDefault(decision => decision.Id == decisionId);

    /// <summary>The inputs that a decision asks for, directly or through the decisions it needs, in the order of the file.</summary>
    public ImmutableArray<InputSheet> InputsOf(string decisionId)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([decisionId]);
        while (open.TryPop(out var id))
            if (reached.Add(id))
                foreach (var required in Find(id)?.Requires ?? [])
                    open.Push(required);
        return [.. Inputs.Where(input => reached.Contains(input.Id))];
    }
}

/// <param name="Name">By which expressions call it.</param>
/// <param name="Label">As people read it.</param>
public sealed record InputSheet(string Id, string Name, string Label, string Description, TypeSheet Type);

/// <param name="Feel">FEEL's name of the type that it comes down to; empty when any value will do or it is made of parts.</param>
/// <param name="Allowed">Tests that values must pass, as written; empty when all may be.</param>
public sealed record TypeSheet(string Feel, string Allowed, bool IsCollection)
{
    public static readonly TypeSheet Any = new("", "", false);

    /// <summary>The allowed values where they are plain texts; empty otherwise.</summary>
    public ImmutableArray<string> Choices => Feel is "string" or "" ? TextList.Read(Allowed) : [];
}

/// <param name="Name">By which other decisions call it.</param>
/// <param name="Requires">Ids of decisions and inputs of this file.</param>
/// <param name="Known">Names that its logic may use.</param>
/// <param name="Sources">Names of the knowledge sources that it rests on.</param>
/// <param name="Table">Null when it is decided by an expression.</param>
/// <param name="Literal">Null when it is decided by a table or another boxed expression.</param>
public sealed record DecisionSheet(
    string Id, string Title, string Name, string Question, int Line, ImmutableArray<string> Requires, ImmutableArray<string> Known, ImmutableArray<string> Sources,
    bool HasLogic, TableSheet? Table, CellSheet? Literal);

/// <param name="HitPolicy">As in the file: <c>UNIQUE</c>, <c>FIRST</c> …</param>
public sealed record TableSheet(
    int Line, string HitPolicy, string Aggregation, ImmutableArray<ColumnSheet> Inputs, ImmutableArray<ColumnSheet> Outputs, ImmutableArray<string> Annotations,
    ImmutableArray<RuleSheet> Rules);

/// <param name="Label">As people read it.</param>
/// <param name="Expression">What an input column tests; for an output its name.</param>
/// <param name="Type">With the values that this column allows, or else its type.</param>
/// <param name="HasOwnValues">Whether the column itself lists values: their order is the priority of outputs.</param>
public sealed record ColumnSheet(string Label, CellSheet Expression, TypeSheet Type, bool HasOwnValues, bool HasDefault);

/// <param name="Row">From 1.</param>
public sealed record RuleSheet(int Row, int Line, ImmutableArray<CellSheet> Inputs, ImmutableArray<CellSheet> Outputs, ImmutableArray<string> Annotations);

/// <param name="Line">In the file, from 1.</param>
public sealed record CellSheet(string Text, int Line);
