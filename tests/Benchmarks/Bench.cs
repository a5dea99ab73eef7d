using Rectification.Benchmarks.Feel;

namespace Rectification.Benchmarks;

/// <summary><c>dotnet run -c Release --project tests/Benchmarks -- NAME [--open N] [--done N] [--rounds N]</c>; <c>list</c> tells the names.</summary>
internal static class Bench
{
    private static readonly Measure[] Measures = [new InboxMeasure(), new CompleteTaskMeasure(), new InstancesMeasure(), new TimersMeasure(), new HistoryMeasure(), new StartUpMeasure(), new MemoryMeasure(), new SweepMeasure(), new RulesMeasure(),
        new FeelMeasure(), new DecisionTableMeasure(), new ParseMeasure(), new EngineMeasure(), new DeployMeasure(), new ManyPerformersMeasure()];

    private static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["empty-host", var port]:
                await EmptyHost.Run(port);
                return 0;
            case ["list"]:
                foreach (var measure in Measures)
                    Console.WriteLine($"{measure.Name,-20}{measure.What}");
                return 0;
            case [var name, ..] when Measures.FirstOrDefault(measure => measure.Name == name) is { } chosen:
                if (BuiltApp.Configuration != "Release")
                    Console.WriteLine("Built for debugging: the figures say little; add -c Release.");
                var lines = await chosen.Run(Sizes.Read(args));
                Table.Print(lines);
                return lines.All(line => line.IsWithinLimit) ? 0 : 1;
            default:
                Console.WriteLine("NAME is one of: list, " + string.Join(", ", Measures.Select(measure => measure.Name)));
                return 2;
        }
    }
}
