namespace Rectification.Benchmarks;

/// <summary>Measures work on one core: warmed up, then the best of some rounds in processor time (so that a busy machine does not matter), with what it allocates.</summary>
internal static class OneCore
{
    private const int Rounds = 5;

    /// <param name="work">Does it that many times.</param>
    public static (double PerSecond, double BytesEach) Measure(int times, Action<int> work)
    {
        // Several times with a pause: the runtime recompiles in the background what is called often.
        for (var warm = 0; warm < 3; warm++)
        {
            work(times);
            Thread.Sleep(200);
        }
        var (best, bytes) = (double.MaxValue, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var started = Environment.CpuUsage.TotalTime;
            work(times);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - started).TotalSeconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        return (times / best, (double)bytes / times);
    }
}
