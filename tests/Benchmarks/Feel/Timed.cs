using System.Diagnostics;

namespace Rectification.Benchmarks.Feel;

internal static class Timed
{
    private const int Fewest = 9;
    private const int Most = 200;

    /// <summary>
    /// Microseconds and bytes of one run: the best of several rounds, since the machine may be busy with other things. Rounds go on while they still
    /// get faster: on a busy machine the compiler's second look comes late, and until then it is another program that is measured.
    /// </summary>
    public static (double Microseconds, double Bytes) Best(int count, Action run)
    {
        // Long enough for the compiler to take its second look at everything.
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalSeconds < 1; Thread.Sleep(50))
            for (var i = 0; i < count; i++)
                run();
        var (best, bytes) = (double.MaxValue, double.MaxValue);
        for (var (round, last) = (0, 0); round < Math.Min(Most, last + Fewest); round++)
        {
            var (started, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            for (var i = 0; i < count; i++)
                run();
            var time = Stopwatch.GetElapsedTime(started).TotalMicroseconds / count;
            if (time < best * 0.95)
                last = round;
            best = Math.Min(best, time);
            // Gives way to the compiler.
            Thread.Sleep(20);
            bytes = Math.Min(bytes, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count);
        }
        return (best, bytes);
    }
}
