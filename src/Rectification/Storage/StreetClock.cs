namespace Rectification.Storage;

/// <summary>
/// The clock of deadlines: domain, engine and pages ask for it by this type. Real time in a real installation;
/// in demonstration mode an administrator moves it ahead. Tokens, cookies, lockout, leases and back-off stay on the system's <see cref="TimeProvider"/>.
/// </summary>
public class StreetClock(TimeProvider system) : TimeProvider
{
    // Replaced as a whole: a reader never sees half of a change.
    private volatile Setting setting = new(TimeSpan.Zero, null);

    /// <summary>How far this clock is ahead of real time; never negative.</summary>
    public TimeSpan Ahead => setting.Ahead;

    public override DateTimeOffset GetUtcNow()
    {
        var current = setting;
        return current.HeldAt ?? system.GetUtcNow() + current.Ahead;
    }

    /// <summary>While deadlines of a moved clock run, each at its own instant.</summary>
    internal void HoldAt(DateTimeOffset? instant) => setting = setting with { HeldAt = instant };

    internal void SetAhead(TimeSpan value) => setting = setting with { Ahead = value };

    private sealed record Setting(TimeSpan Ahead, DateTimeOffset? HeldAt);
}
