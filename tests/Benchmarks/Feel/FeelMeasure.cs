using Rectification.Engine;
using Rectification.Engine.Feel;

namespace Rectification.Benchmarks.Feel;

/// <summary>Conditions as drawings have them, evaluated on a case's variables.</summary>
internal sealed class FeelMeasure : Measure
{
    private static readonly (string Text, bool Expected)[] Conditions =
    [
        ("level = \"major\" and overdue days > 5", true),
        ("outcome = \"passed\"", false),
        ("overdue days in [1..3]", false),
        ("hazard.category in (\"fire\", \"electricity\") and not(hazard.closed)", true),
        ("if count(people) > 2 then level = \"major\" else false", true),
        ("some p in people satisfies p.age >= 60 and p.role = \"officer\"", false),
        ("overdue days * 2 + 1 > 11", true),
    ];

    public override string Name => "feel";

    public override string What => "conditions of drawings evaluated (limit 300 ns, no bytes); floor: a twentieth of npm's feelin";

    public override Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var variables = Many();
        var surroundings = new Surroundings(DateTimeOffset.UnixEpoch, WorkCalendar.WeekdaysOnly, SettingValues.None, NoDecisions.Instance);
        var peer = FeelinPeer.Ask(new { conditions = Conditions.Select(each => new { text = each.Text, expected = each.Expected, variables = ForPeer() }) })
            .GetProperty("conditions").EnumerateArray().Select(time => time.GetDouble()).ToArray();
        var lines = new List<Line>();
        for (var i = 0; i < Conditions.Length; i++)
        {
            var (text, expected) = Conditions[i];
            var parsed = FeelExpression.Parse(text, variables.Names, out var problem) ?? throw new InvalidOperationException($"{text}: {problem}");
            if (!Equals(parsed.Evaluate(variables, surroundings), expected))
                throw new InvalidOperationException(text);
            var (time, bytes) = Timed.Best(20_000, () => parsed.Evaluate(variables, surroundings));
            lines.Add(new(text.Length > 58 ? text[..57] + "…" : text, time * 1000, peer[i] * 1000 / 20, "ns", i == 0 ? 300 : null));
            if (i == 0)
                lines.Add(new("bytes allocated by it", bytes, 0, "B", 0));
        }
        return Task.FromResult<IReadOnlyList<Line>>(lines);
    }

    // A case has some forty variables; what a condition asks for is among them.
    private static Variables Many() => Variables.From(Enumerable.Range(0, 30).Select(i => KeyValuePair.Create($"field{i}", (object?)$"value {i}")))
        .With([
            new("level", "major"), new("overdue days", 7), new("outcome", "refused"),
            new("hazard", Variables.Of(("category", "fire"), ("closed", false))),
            new("people", new object?[] { Person("officer", 41), Person("leader", 52), Person("keeper", 29) }),
        ]);

    private static Variables Person(string role, int age) => Variables.Of(("role", role), ("age", age));

    private static Dictionary<string, object> ForPeer() => new()
    {
        ["level"] = "major",
        ["overdue days"] = 7,
        ["outcome"] = "refused",
        ["hazard"] = new { category = "fire", closed = false },
        ["people"] = new[] { new { role = "officer", age = 41 }, new { role = "leader", age = 52 }, new { role = "keeper", age = 29 } },
    };
}
