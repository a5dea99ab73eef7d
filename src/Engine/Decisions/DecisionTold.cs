using System.Collections.Immutable;

namespace Rectification.Engine.Decisions;

/// <summary>Why a decision came out as it did.</summary>
/// <param name="Inputs">What it required, by name.</param>
/// <param name="Rules">The rows that matched, of each table in it; none when it has no table or nothing matched.</param>
public sealed record DecisionTold(string Id, string Name, Variables Inputs, object? Value, ImmutableArray<RuleTold> Rules);

/// <param name="Table">Label of the table or name of what holds it.</param>
/// <param name="Row">From 1, as drawn.</param>
/// <param name="Tested">Each input column's label and the value that was tested.</param>
public sealed record RuleTold(string Table, int Row, Variables Tested, ImmutableArray<string> Annotations);
