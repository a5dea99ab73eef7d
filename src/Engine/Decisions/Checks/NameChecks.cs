using System.Collections.Immutable;
using Rectification.Engine.Decisions.Sheets;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions.Checks;

/// <summary>Names in expressions that nothing stands for: FEEL takes them as null, so the mistake would stay unseen.</summary>
internal static class NameChecks
{
    public static void Run(ModelSheet model, Findings problems)
    {
        // Inside a filter a name may be an entry of its item.
        var entries = model.Decisions.SelectMany(decision => decision.Table?.Outputs ?? []).Select(output => output.Expression.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var decision in model.Decisions)
        {
            if (decision.Literal is { } literal)
                Check(literal, null, null, tests: false);
            if (decision.Table is not { } table)
                continue;
            foreach (var (input, column) in table.Inputs.Select((input, at) => (input, at + 1)))
                Check(input.Expression, null, column, tests: false);
            foreach (var rule in table.Rules)
            {
                foreach (var (cell, column) in rule.Inputs.Select((cell, at) => (cell, at + 1)))
                    Check(cell, rule.Row, column, tests: true);
                foreach (var (cell, column) in rule.Outputs.Select((cell, at) => (cell, table.Inputs.Length + at + 1)))
                    Check(cell, rule.Row, column, tests: false);
            }

            void Check(CellSheet cell, int? row, int? column, bool tests)
            {
                foreach (var name in Unknown(cell.Text, decision.Known, tests).Where(name => !entries.Contains(name)))
                    problems.Error(decision, cell.Line, $"不认识名称“{name}”。{Advice(name, model, decision)}", row, column);
            }
        }
    }

    private static List<string> Unknown(string text, ImmutableArray<string> known, bool tests)
    {
        if (text is "" or "-")
            return [];
        IReadOnlySet<string> names;
        try
        {
            var parser = new Parser(text, known);
            _ = tests ? parser.WholeTests() : parser.Whole();
            names = parser.Globals;
        }
        catch (FeelFault)
        {
            // Told when the file is read.
            return [];
        }
        return names.Where(name => name != "?" && !known.Contains(name) && Builtin.Find(name) is null).Order(StringComparer.Ordinal).ToList();
    }

    private static string Advice(string name, ModelSheet model, DecisionSheet decision)
    {
        if (model.Inputs.Any(input => input.Name == name) || model.Decisions.Any(each => each.Name == name))
            return "请从它向本决策连一条线";
        return decision.Known.IsEmpty ? "如果是文本，请加引号" : $"如果是文本，请加引号；可用的名称：{string.Join('、', decision.Known)}";
    }
}
