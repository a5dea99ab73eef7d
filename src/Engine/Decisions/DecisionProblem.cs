namespace Rectification.Engine.Decisions;

/// <summary>A fault in a decision model.</summary>
/// <param name="Line">In the file, from 1.</param>
/// <param name="Place">The decision, with row and column when it is a cell.</param>
/// <param name="Message">In Chinese: designers read it.</param>
public sealed record DecisionProblem(int Line, string Place, string Message)
{
    /// <summary>Doubtful, but no reason to refuse the file.</summary>
    public bool IsWarning { get; init; }

    /// <summary>Of the table that is meant; null when the file as a whole is.</summary>
    public string? DecisionId { get; init; }

    /// <summary>From 1, as drawn; null when no row is meant.</summary>
    public int? Row { get; init; }

    /// <summary>From 1, inputs before outputs; null when no column is meant.</summary>
    public int? Column { get; init; }
}
