using System.Collections.Immutable;
using Rectification.Engine;
using Rectification.Engine.Decisions;
using Rectification.Engine.Decisions.Checks;
using Rectification.Engine.Decisions.Sheets;
using Rectification.Tests.Walks;

namespace Rectification.Tests.DecisionFiles;

/// <summary>The decision files of <c>workflows/</c>, read once for all tests.</summary>
internal static class Tables
{
    public static readonly ImmutableSortedDictionary<string, string> Files =
        Directory.GetFiles(Drawings.Folder, "*.dmn").ToImmutableSortedDictionary(file => Path.GetFileName(file), File.ReadAllText);

    private static readonly DeployedDecisions Deployed = new(Files.Values.Select(xml => new DeployedModel(
        ModelOutline.Read(xml)!.Id, 1, ModelOutline.Read(xml)!, DecisionModel.Read(xml))));

    /// <summary>The answer of a decision, which always is a context here.</summary>
    public static Answer Ask(string decision, params (string Name, object? Value)[] inputs)
    {
        var answer = Deployed.Decide(new(decision), Variables.Of(inputs), Drawings.At(new(2026, 9, 14, 9, 0, 0, TimeSpan.FromHours(8))));
        Assert.Null(answer.Problem);
        return new((Variables)answer.Value!, [.. answer.Why.SelectMany(told => told.Rules)]);
    }

    public static ModelSheet Sheet(string file) => ModelSheet.Read(Files[file])!;

    public static IEnumerable<DecisionProblem> Problems(string file) => [.. DecisionModel.Read(Files[file]).Problems, .. ModelChecks.Run(Sheet(file))];

    public static object?[] List(params object?[] items) => items;
}

internal sealed record Answer(Variables Value, ImmutableArray<RuleTold> Rules)
{
    public object? this[string name] => Value[name];

    public string Text => (string)Value["text"]!;

    public IEnumerable<string> Reasons => ((ImmutableArray<object?>)Value["reasons"]!).Cast<string>();

    /// <summary>Rows that matched in a table, by its label.</summary>
    public IEnumerable<int> Rows(string table) => Rules.Where(rule => rule.Table == table).Select(rule => rule.Row);

    public string Clauses => string.Join('；', Rules.SelectMany(rule => rule.Annotations));
}
