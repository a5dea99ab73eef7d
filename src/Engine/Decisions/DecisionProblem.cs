namespace Rectification.Engine.Decisions;

/// <summary>A fault in a decision model.</summary>
/// <param name="Line">In the file, from 1.</param>
/// <param name="Place">The decision, with row and column when it is a cell.</param>
/// <param name="Message">In Chinese: designers read it.</param>
public sealed record DecisionProblem(int Line, string Place, string Message);
