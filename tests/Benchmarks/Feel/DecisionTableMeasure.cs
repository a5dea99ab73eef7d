using System.Globalization;
using Rectification.Engine;
using Rectification.Engine.Decisions;

namespace Rectification.Benchmarks.Feel;

/// <summary>A decision table of fifty rows and six input columns.</summary>
internal sealed class DecisionTableMeasure : Measure
{
    private const int Rows = 50;

    private static readonly string[] Categories = ["fire", "electricity", "gas", "structure", "machines"];

    public override string Name => "decision-table";

    public override string What => "50 rows, 6 columns, evaluated with its reasons (limit 20 µs); floor: a twentieth of npm's feelin";

    public override Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var rows = Enumerable.Range(0, Rows).Select(Row).ToArray();
        object[] inputs = ["machines", 47, "major", 3, true, 12];
        var peer = FeelinPeer.Ask(new { table = new { rows, inputs, hits = 1 } }).GetProperty("table").GetDouble();
        var surroundings = new Surroundings(DateTimeOffset.UnixEpoch, WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance);
        var variables = Variables.From(inputs.Select((input, i) => KeyValuePair.Create($"in{i}", (object?)input)));
        var lines = new List<Line>();
        foreach (var policy in (string[])["UNIQUE", "FIRST", "COLLECT"])
        {
            var model = DecisionModel.Read(Model(policy, rows));
            if (!model.Problems.IsEmpty)
                throw new InvalidOperationException(model.Problems[0].Message);
            if (model.Decide("d", variables, surroundings) is { Value: null } or { Why: not [{ Rules.Length: 1 }] })
                throw new InvalidOperationException("The table found no row.");
            var (time, bytes) = Timed.Best(1_000, () => model.Decide("d", variables, surroundings));
            lines.Add(new($"50 rows, 6 columns, {policy}", time, peer / 20, "µs", 20));
            lines.Add(new("bytes allocated by it", bytes, 0, "B"));
        }
        return Task.FromResult<IReadOnlyList<Line>>(lines);
    }

    // The fourth column tells the rows apart; only the row of 47 fits all six.
    private static string[] Row(int i) =>
    [
        $"\"{Categories[i / 10]}\"",
        string.Create(CultureInfo.InvariantCulture, $"[{i}..{i + 1})"),
        i % 3 == 0 ? "-" : "\"major\", \"general\"",
        "<= 5",
        i % 2 == 0 ? "-" : "true",
        string.Create(CultureInfo.InvariantCulture, $"> {i % 10}"),
    ];

    private static string Model(string policy, string[][] rows) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:bench">
        {string.Concat(Enumerable.Range(0, 6).Select(i => $"""<inputData id="in{i}" name="in{i}"/>"""))}
        <decision id="d" name="d">
        {string.Concat(Enumerable.Range(0, 6).Select(i => $"""<informationRequirement><requiredInput href="#in{i}"/></informationRequirement>"""))}
        <decisionTable hitPolicy="{policy}">
        {string.Concat(Enumerable.Range(0, 6).Select(i => $"<input><inputExpression><text>in{i}</text></inputExpression></input>"))}
        <output/>
        {string.Concat(rows.Select((row, number) => $"<rule>{string.Concat(row.Select(cell => $"<inputEntry><text><![CDATA[{cell}]]></text></inputEntry>"))}<outputEntry><text>{number}</text></outputEntry></rule>"))}
        </decisionTable></decision></definitions>
        """;
}
