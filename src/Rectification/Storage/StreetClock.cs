namespace Rectification.Storage;

/// <summary>
/// The clock of deadlines: domain, engine and pages ask for it by this type. Real time in a real installation;
/// in demonstration mode an administrator moves it ahead. Tokens, cookies, lockout, leases and back-off stay on the system's <see cref="TimeProvider"/>.
/// </summary>
public class StreetClock(TimeProvider system) : TimeProvider
{
    private TimeSpan ahead;
    private DateTimeOffset? heldAt;

    /// <summary>How far this clock is ahead of real time; never negative.</summary>
    public TimeSpan Ahead => ahead;

    public override DateTimeOffset GetUtcNow() => heldAt ?? system.GetUtcNow() + ahead;

    /// <summary>While deadlines of a moved clock run, each at its own instant.</summary>
    internal void HoldAt(DateTimeOffset? instant) => heldAt = instant;

    internal void SetAhead(TimeSpan value) => ahead = value;
}
