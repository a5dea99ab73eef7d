using System.Globalization;

namespace Rectification.Benchmarks;

/// <summary>One thing that is measured, beside its floor in the same run.</summary>
internal abstract class Measure
{
    public abstract string Name { get; }

    public abstract string What { get; }

    public abstract Task<IReadOnlyList<Line>> Run(Sizes sizes);
}

/// <summary>How much is in the database; smaller only to try a measure out.</summary>
/// <param name="Rounds">How often ours and the floor take turns; the median counts.</param>
internal sealed record Sizes(int Open, int Done, int Rounds)
{
    public int Timers { get; init; }

    public int Deadlines { get; init; }

    public static Sizes Read(string[] args) => new(Number(args, "--open", 100_000), Number(args, "--done", 1_000_000), Number(args, "--rounds", 5))
    {
        Timers = Number(args, "--timers", 100_000), Deadlines = Number(args, "--deadlines", 20_000),
    };

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}

/// <param name="Limit">What was promised for <paramref name="Ours"/>; null where nothing was.</param>
/// <param name="LeastRatio">What was promised of a rate, as a share of the floor's.</param>
/// <param name="Least">What was promised of a rate, whatever the floor's.</param>
internal sealed record Line(string What, double Ours, double Floor, string Unit, double? Limit = null, double? LeastRatio = null, double? Least = null)
{
    public bool IsWithinLimit => (Limit is null || Ours <= Limit) && (LeastRatio is null || Ours >= LeastRatio * Floor) && (Least is null || Ours >= Least);

    /// <summary>Two lines, p50 and p95, of two series of milliseconds.</summary>
    public static IEnumerable<Line> OfSeries(string what, IReadOnlyList<double> ours, IReadOnlyList<double> floor, double? limitAtP95 = null) =>
    [
        new($"{what}, p50", Percentile(ours, 0.50), Percentile(floor, 0.50), "ms"),
        new($"{what}, p95", Percentile(ours, 0.95), Percentile(floor, 0.95), "ms", limitAtP95),
    ];

    private static double Percentile(IReadOnlyList<double> series, double share)
    {
        var sorted = series.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}

internal static class Table
{
    public static void Print(IEnumerable<Line> lines)
    {
        Console.WriteLine();
        Console.WriteLine($"| {"measure",-58} | {"ours",10} | {"floor",10} | unit | {"limit",7} | {"ratio",7} |");
        Console.WriteLine($"|{new string('-', 60)}|{new string('-', 12)}|{new string('-', 12)}|------|{new string('-', 9)}|{new string('-', 9)}|");
        foreach (var line in lines)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {line.What,-58} | {line.Ours,10:0.00} | {line.Floor,10:0.00} | {line.Unit,-4} | {Limit(line),7} | {(line.Floor == 0 ? "" : (line.Ours / line.Floor).ToString("0.00", CultureInfo.InvariantCulture)),7} |"));
    }

    private static string Limit(Line line) =>
        (line.Limit is { } limit ? limit.ToString("0.##", CultureInfo.InvariantCulture) : line.Least is { } least ? $"≥{least.ToString("0.##", CultureInfo.InvariantCulture)}" : line.LeastRatio is { } ratio ? $"≥{ratio.ToString("0.##", CultureInfo.InvariantCulture)}×" : "")
        + (line.IsWithinLimit ? "" : " !");
}
