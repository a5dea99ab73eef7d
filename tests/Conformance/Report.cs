namespace Rectification.Conformance;

/// <summary>Counts per suite and tier; some tiers are shown but not counted, as their suites themselves dispute them.</summary>
internal sealed class Report
{
    private static readonly string[] Uncounted = ["contested", "non-compliant", "not-applicable"];

    private readonly SortedDictionary<(string Kind, string Suite, string Tier), (int Passed, int Failed)> table = [];

    public void Add(Case @case, string? failure)
    {
        if (failure is not null)
            Console.WriteLine($"FAIL {@case.Id} [{@case.Tier}] {failure.ReplaceLineEndings(" ")}");
        var key = (@case.Kind, @case.Suite, @case.Tier);
        var (passed, failed) = table.GetValueOrDefault(key);
        table[key] = failure is null ? (passed + 1, failed) : (passed, failed + 1);
    }

    /// <returns>The exit code.</returns>
    public int Print()
    {
        Console.WriteLine();
        Console.WriteLine($"{"kind",-12} {"suite",-14} {"tier",-22} {"passed",6} {"of",6}");
        foreach (var ((kind, suite, tier), (passed, failed)) in table)
            Console.WriteLine($"{kind,-12} {suite,-14} {tier,-22} {passed,6} {passed + failed,6}{(Uncounted.Contains(tier) ? "  not counted" : "")}");
        var counted = table.Where(row => !Uncounted.Contains(row.Key.Tier)).Select(row => row.Value).ToList();
        Console.WriteLine($"{counted.Sum(row => row.Passed)} passed, {counted.Sum(row => row.Failed)} failed");
        return counted.Exists(row => row.Failed > 0) ? 1 : 0;
    }
}
