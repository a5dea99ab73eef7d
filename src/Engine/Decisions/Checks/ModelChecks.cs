using System.Collections.Immutable;
using Rectification.Engine.Decisions.Sheets;

namespace Rectification.Engine.Decisions.Checks;

/// <summary>
/// What is wrong or doubtful about a file that reads well: asked before it is published. Errors are what would fail or lie when it is used;
/// warnings are what a designer may have meant. Everything told holds for certain; what can't be analysed is told as such.
/// </summary>
public static class ModelChecks
{
    public static ImmutableArray<DecisionProblem> Run(ModelSheet model)
    {
        var problems = new Findings();
        GraphChecks.Run(model, problems);
        NameChecks.Run(model, problems);
        foreach (var decision in model.Decisions)
            if (decision.Table is { } table)
            {
                TypeChecks.Run(decision, table, problems);
                RowChecks.Run(model, decision, table, problems);
            }
        return problems.All;
    }
}

/// <summary>Gathers what is found.</summary>
internal sealed class Findings
{
    private readonly List<DecisionProblem> found = [];

    public ImmutableArray<DecisionProblem> All => [.. found.OrderBy(problem => problem.IsWarning).ThenBy(problem => problem.Line)];

    public void Error(DecisionSheet decision, int line, string message, int? row = null, int? column = null) => Add(decision, line, message, row, column, false);

    public void Warn(DecisionSheet decision, int line, string message, int? row = null, int? column = null) => Add(decision, line, message, row, column, true);

    private void Add(DecisionSheet decision, int line, string message, int? row, int? column, bool isWarning)
    {
        var place = $"{decision.Title}{(row is null ? "" : $" 第 {row} 行")}{(column is null ? "" : $"{(row is null ? " " : "")}第 {column} 列")}";
        found.Add(new(line, place, message) { IsWarning = isWarning, DecisionId = decision.Id, Row = row, Column = column });
    }
}
