using System.Xml.Linq;
using Rectification.Engine.Feel;

namespace Rectification.Engine.Decisions;

/// <summary>Tells, before a case comes, of an expression whose value can never be of the type that is declared for it: it would be null for ever.</summary>
internal static class FitCheck
{
    private static readonly Surroundings Anywhere = new(DateTimeOffset.UnixEpoch, WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance);

    /// <param name="at">Where the expression stands in the file.</param>
    /// <param name="named">The types of FEEL that names in scope have, as far as they are declared.</param>
    public static void Run(XElement at, string place, Node node, ItemType type, Func<string, string?> named, ModelProblems problems)
    {
        if (Found(node, type, named) is { } found)
            problems.AddMisfit(at, place, $"表达式{(at.Is("literalExpression") ? $"“{TypeWords.Short(at.Text())}”" : "")}得出{found}，而所定的类型是{TypeWords.Wanted(type)}，永远得不出值。请改写表达式，或改类型");
    }

    private static string? Found(Node node, ItemType type, Func<string, string?> named)
    {
        if (node is not Constant { Value: { } value })
            return node.Yields(named) is { } kind && type.Rejects(kind) ? TypeWords.Word(kind) : null;
        return type.Fits(new(Variables.Empty, Anywhere), ref value!) ? null : TypeWords.Found(((Constant)node).Value);
    }
}
