using System.Diagnostics;

namespace Rectification.Benchmarks;

internal static class Clocked
{
    /// <summary>Milliseconds of each run, after some that don't count.</summary>
    public static async Task<List<double>> Series(int warmUp, int count, Func<int, Task> run)
    {
        for (var i = 0; i < warmUp; i++)
            await run(i);
        var series = new List<double>(count);
        for (var i = 0; i < count; i++)
            series.Add(await Once(() => run(warmUp + i)));
        return series;
    }

    /// <summary>The series with the processor time a piece, which says something on a busy machine too; work behind the requests is in it.</summary>
    public static async Task<(List<double> Series, double ProcessorTime)> SeriesWithCost(int warmUp, int count, Func<int, Task> run)
    {
        await Series(0, warmUp, run);
        var before = Environment.CpuUsage.TotalTime;
        var series = await Series(0, count, i => run(warmUp + i));
        return (series, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / count);
    }

    /// <summary>The same by several clients at once, each taking the next piece of work.</summary>
    public static async Task<(List<double> Series, double PerSecond)> Clients(int clients, int count, Func<int, Task> run)
    {
        var next = -1;
        var series = new List<double>(count);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            int mine;
            while ((mine = Interlocked.Increment(ref next)) < count)
            {
                var took = await Once(() => run(mine));
                lock (series)
                    series.Add(took);
            }
        })));
        return (series, count / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>A fixed piece of work by several clients, each knowing its number; how many a second, and the processor time of one in milliseconds.</summary>
    public static async Task<(double PerSecond, double Cost)> Crew(int clients, int count, Func<int, Task> run)
    {
        var next = 0;
        var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= count)
                await run(client);
        })));
        return (count / Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / count);
    }

    public static async Task<double> Once(Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
