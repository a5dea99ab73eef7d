using Rectification.Engine.Feel;

namespace Rectification.Benchmarks.Feel;

/// <summary>A thousand expressions as drawings, forms and tables have them, parsed and bound.</summary>
internal sealed class ParseMeasure : Measure
{
    private static readonly string[] Sources =
    [
        "level = \"major\" and overdueDays > 5",
        "outcome = \"passed\"",
        "end of day(found + duration(\"P3D\"))",
        "if hazard.level = \"major\" then setting(\"major.days\") else setting(\"general.days\")",
        "for p in people return { name: p.name, age: p.age + 1 }",
        "people[age > 30 and role = \"officer\"][1].name",
        "string join(for h in hazards return h.number, \"、\")",
        "some s in signatures satisfies s.role = \"leader\" and s.refused",
        "count(measures[done = false]) = 0",
        "add workdays(today(), 5)",
        "date and time(\"2026-03-05T10:00:00+08:00\") < now()",
        "amount * 0.8 + if late then 200 else 0",
        "category in (\"fire\", \"electricity\", \"gas\")",
        "score in [60..80)",
        "not(closed) and days >= 15",
        "{ a: 1, b: a + 2, c: [1, 2, 3] }",
        "substring(number, 1, 4) + \"-\" + upper case(code)",
        "max(for d in deadlines return d.at)",
        "workdays(setting(\"rectification.days\"))",
        "x between 1 and 10 or y instance of string",
    ];

    public override string Name => "feel-parse";

    public override string What => "1,000 typical expressions parsed and bound (limit 50 ms); floor: a twentieth of npm's feelin, which parses only";

    public override Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var peer = FeelinPeer.Ask(new { sources = Sources }).GetProperty("parse").GetDouble();
        foreach (var source in Sources)
            if (FeelExpression.Parse(source, out var problem) is null)
                throw new InvalidOperationException($"{source}: {problem}");
        var (time, bytes) = Timed.Best(20, () =>
        {
            for (var i = 0; i < 1_000; i++)
                FeelExpression.Parse(Sources[i % Sources.Length], out _);
        });
        return Task.FromResult<IReadOnlyList<Line>>([
            new("1,000 expressions parsed", time / 1000, peer / 20, "ms", 50),
            new("kilobytes allocated by one", bytes / 1000 / 1024, 0, "KB"),
        ]);
    }
}
