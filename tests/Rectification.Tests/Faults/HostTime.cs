namespace Rectification.Tests.Faults;

/// <summary>A host's clock. A pause that a command makes, before it runs again, ends when the seed gives it the turn: no time of the machine's passes.</summary>
internal sealed class HostTime(DateTimeOffset start) : ManualTime(start)
{
    // No time passes while a host is at work: what goes together in a commit is the seed's doing.
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Pause(callback, state);

    private sealed class Pause : ITimer
    {
        private volatile bool isOver;

        public Pause(TimerCallback callback, object? state) => _ = End(callback, state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("A pause isn't changed.");

        public void Dispose() => isOver = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private async Task End(TimerCallback callback, object? state)
        {
            await Turns.Wait();
            if (!isOver)
                callback(state);
        }
    }
}
