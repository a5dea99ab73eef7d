namespace Rectification.Benchmarks;

/// <summary>Time from the start of the process to the first page, on a database that exists.</summary>
internal sealed class StartUpMeasure : Measure
{
    public override string Name => "start-up";

    public override string What => "the built app's first page on an existing database (limit 5 s); floor: an empty host";

    public override async Task<IReadOnlyList<Line>> Run(Sizes sizes)
    {
        var folder = Directory.CreateTempSubdirectory("rectification-bench-");
        try
        {
            var database = Path.Combine(folder.FullName, "rectification.db");
            await using (await BuiltApp.Start(database)) { }
            List<double> ours = [], floor = [];
            for (var i = 0; i < 5; i++)
            {
                await using (var app = await BuiltApp.Start(database))
                    ours.Add(app.FirstPageAfter);
                await using (var empty = await BuiltApp.StartEmpty())
                    floor.Add(empty.FirstPageAfter);
            }
            return [new("first page after start, worst of 5", ours.Max(), floor.Max(), "ms", 5_000), new("first page after start, median of 5", ours.Order().ElementAt(2), floor.Order().ElementAt(2), "ms")];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
