using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Rectification.Storage;

namespace Rectification.Tests.Faults;

/// <summary>
/// Seeded histories in which commits fail, are slow or succeed unheard, timers come twice and late, hosts die and clocks differ.
/// By default the same few on every machine; <c>RECTIFICATION_FAULT_SECONDS=600</c> goes on for that long on each database, from a seed of the moment: more than a thousand on SQLite
/// (with <c>TMPDIR</c> in memory). A failure tells its seed; <c>RECTIFICATION_FAULT_SEED</c> repeats it alone.
/// </summary>
public sealed class FaultTests
{
    public const string SeedVariable = "RECTIFICATION_FAULT_SEED";

    private const string SecondsVariable = "RECTIFICATION_FAULT_SECONDS";

    public static TheoryData<DatabaseProvider> Databases => Given.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task Whatever_fails_nothing_promised_is_lost_and_nothing_happens_twice(DatabaseProvider database)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var only))
        {
            await History.Run(database, only);
            return;
        }
        var isLong = double.TryParse(Environment.GetEnvironmentVariable(SecondsVariable), CultureInfo.InvariantCulture, out var seconds);
        var bound = TimeSpan.FromSeconds(seconds);
        var fixedNumber = database == DatabaseProvider.Postgres ? 6 : 16;
        var first = isLong ? (int)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond % 1_000_000_000) : 0;
        // The street is made before the clock starts.
        await TestDatabases.Drop(await TestDatabases.Copy(database));
        var (watch, histories) = (Stopwatch.StartNew(), 0);
        var struck = new ConcurrentDictionary<FaultPoint, int>();
        // Each has a street, hosts and a chance of its own; one for each core, because within a history one command moves at a time.
        var seeds = Enumerable.Range(first, isLong ? int.MaxValue - first : fixedNumber).TakeWhile(_ => !isLong || watch.Elapsed < bound);
        await Parallel.ForEachAsync(seeds, async (seed, _) =>
        {
            foreach (var (point, count) in await History.Run(database, seed))
                struck.AddOrUpdate(point, count, (_, before) => before + count);
            Interlocked.Increment(ref histories);
        });
        TestContext.Current.TestOutputHelper?.WriteLine($"{histories} histories in {watch.Elapsed}: {string.Join(", ", struck.OrderBy(each => each.Key))}");
        Assert.True(struck.Values.Sum() > 0, "No fault struck: nothing was proved.");
    }
}
