using System.Diagnostics;

namespace Rectification.Benchmarks.Feel;

internal static class Timed
{
    /// <summary>Microseconds and bytes of one run: the best of several rounds, since the machine may be busy with other things.</summary>
    public static (double Microseconds, double Bytes) Best(int count, Action run)
    {
        // Long enough for the compiler to take its second look at everything.
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalSeconds < 1; Thread.Sleep(50))
            for (var i = 0; i < count; i++)
                run();
        var (best, bytes) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 9; round++)
        {
            var (started, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            for (var i = 0; i < count; i++)
                run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / count);
            bytes = Math.Min(bytes, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count);
        }
        return (best, bytes);
    }
}
